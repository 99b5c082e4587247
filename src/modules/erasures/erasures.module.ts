import { Module } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { StandingHolds } from '../../platform/standing-holds.js';
import { ErasuresService } from './erasures.service.js';
import { ErasuresController } from './http/erasures.controller.js';
import { DutiesReader } from './persistence/duties.reader.js';
import { ErasuresRepository } from './persistence/erasures.repository.js';

@Module({
  controllers: [ErasuresController],
  providers: [DutiesReader, ErasuresRepository, ErasuresService],
  exports: [ErasuresService],
})
export class ErasuresModule {
  constructor(answers: AnswersFromAbove) {
    answers.expect(StandingHolds);
  }
}
