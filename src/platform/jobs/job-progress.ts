import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import {
  distinctUntilChanged,
  from,
  startWith,
  Subject,
  switchMap,
  takeUntil,
  takeWhile,
  timer,
  type Observable,
} from 'rxjs';
import type { Job } from './job.js';
import { Jobs } from './jobs.js';

const lookMs = 500;
const longestMs = 300_000;

/** A job watched from outside: any instance can be asked, whichever one works on it. */
@Injectable()
export class JobProgress implements OnModuleDestroy {
  private readonly stopping = new Subject<void>();

  constructor(private readonly jobs: Jobs) {}

  /** The job as it is and after each step, until it has ended; at most five minutes, then the client asks again. */
  of(job: Job): Observable<Job> {
    return timer(lookMs, lookMs).pipe(
      takeUntil(this.stopping),
      takeUntil(timer(longestMs)),
      switchMap(() => from(this.jobs.get(job.id))),
      startWith(job),
      distinctUntilChanged((a, b) => a.state === b.state && a.done === b.done),
      takeWhile(({ finishedAt }) => finishedAt === null, true),
    );
  }

  onModuleDestroy(): void {
    this.stopping.next();
  }
}
