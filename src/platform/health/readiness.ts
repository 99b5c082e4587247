import { Injectable, Logger } from '@nestjs/common';

/** Throws when a part of the installation cannot do its work. */
export type ReadinessCheck = () => Promise<void>;

/** What has to work, apart from the database, before requests are sent here. */
@Injectable()
export class Readiness {
  private readonly log = new Logger('Readiness');
  private readonly checks = new Map<string, ReadinessCheck>();

  /** `name` is shown to whoever asks: no addresses, no paths. */
  add(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  /** The names of the parts that do not work; the reasons stand in the log only. */
  async failing(): Promise<string[]> {
    const failing: string[] = [];
    for (const [name, check] of this.checks)
      try {
        await check();
      } catch (error) {
        this.log.error(`${name}: ${error instanceof Error ? error.message : 'failed'}`);
        failing.push(name);
      }
    return failing;
  }
}
