import { setTimeout } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Jobs } from './jobs/jobs.js';
import { Sealer } from './ledger/sealer.js';
import { NewsRelay } from './news/news-relay.js';
import { Upkeep } from './upkeep.js';

const shortRestMs = 200;
const restAfterFailureMs = 2_000;
const restBetweenUpkeepMs = 60_000;

/** Off in tests, which call `settle` instead. */
export class BackgroundSwitch {
  constructor(readonly on: boolean) {}
}

/** Seals the ledger, delivers the news, works off the jobs and does what falls due, for as long as the application runs. */
@Injectable()
export class Background implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Background');
  private readonly loops: Promise<void>[] = [];
  private readonly stopping = new AbortController();
  private readonly further: Readonly<{ step: () => Promise<boolean>; restMs: number }>[] = [];

  constructor(
    private readonly sealer: Sealer,
    private readonly relay: NewsRelay,
    private readonly jobs: Jobs,
    private readonly upkeep: Upkeep,
    private readonly wanted: BackgroundSwitch,
  ) {}

  /** A loop of its own: `step` says whether more is waiting, and is called again after its rest when not. */
  add(step: () => Promise<boolean>, restMs: number): void {
    this.further.push({ step, restMs });
  }

  onApplicationBootstrap(): void {
    if (!this.wanted.on) return;
    this.loops.push(
      this.loop(async () => (await this.sealer.sealSome()) > 0),
      this.loop(() => this.relay.deliverSome()),
      this.loop(() => this.jobs.runNext()),
      this.loop(() => this.upkeep.run().then(() => false), restBetweenUpkeepMs),
      ...this.further.map(({ step, restMs }) => this.loop(step, restMs)),
    );
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops);
  }

  /** Everything that waits, one after another, until nothing does: what tests call instead of sleeping. */
  async settle(): Promise<void> {
    await this.upkeep.run();
    let busy = true;
    while (busy) {
      while (await this.jobs.runNext());
      busy = (await this.sealer.sealSome()) > 0;
      while (await this.relay.deliverSome()) busy = true;
      for (const { step } of this.further) while (await step()) busy = true;
    }
  }

  private async loop(step: () => Promise<boolean>, restMs = shortRestMs): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        if (!(await step())) await this.rest(restMs);
      } catch (error) {
        this.log.error(error instanceof Error ? (error.stack ?? error.message) : 'a background step failed');
        await this.rest(restAfterFailureMs);
      }
    }
  }

  private async rest(milliseconds: number): Promise<void> {
    await setTimeout(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
