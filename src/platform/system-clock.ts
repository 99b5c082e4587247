import { Global, Module } from '@nestjs/common';
import { Clock } from '../shared/clock.js';

export class SystemClock extends Clock {
  now(): Date {
    return new Date(); // the one place that reads the machine's clock
  }
}

@Global()
@Module({ providers: [{ provide: Clock, useClass: SystemClock }], exports: [Clock] })
export class ClockModule {}
