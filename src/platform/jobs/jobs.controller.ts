import { Get, HttpCode, Param, Post, Sse, type MessageEvent } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';
import { map, type Observable } from 'rxjs';
import { Allow } from '../auth/access.js';
import { refuseAccess } from '../auth/auth-errors.js';
import { everybodyInside } from '../../shared/roles.js';
import { refuse } from '../errors/request-errors.js';
import { Uuid } from '../http/params.js';
import { currentContext } from '../http/request-context.js';
import { Resource } from '../http/resource.js';
import { jobStates, type Job, type JobState } from './job.js';
import { JobProgress } from './job-progress.js';
import { Jobs } from './jobs.js';

class JobProgressDto {
  @ApiProperty({ example: 1500, description: 'Units of work done.' }) done: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 10000,
    description: 'Units in all; null when not known.',
  })
  total: number | null;
}

class JobProblemDto {
  @ApiProperty({ example: 'import.too_many_rows' }) code: string;
  @ApiProperty() detail: string;
}

export class JobDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'vendor_import' }) kind: string;
  @ApiProperty({ enum: jobStates, enumName: 'JobState' }) state: JobState;
  @ApiProperty({ type: JobProgressDto }) progress: JobProgressDto;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What came of it, once succeeded.',
  })
  result: object | null;
  @ApiProperty({ type: [JobProblemDto], description: 'Why it failed.' }) problems: JobProblemDto[];
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt: Date | null;

  static of({ id, kind, state, done, total, result, problem, createdAt, finishedAt }: Job): JobDto {
    return {
      id,
      kind,
      state,
      progress: { done, total },
      result: result ?? null,
      problems: problem ? [problem] : [],
      createdAt,
      finishedAt,
    };
  }
}

const shownTo = 'shown to who asked for it, to auditors and to admins';

@Resource('jobs', 'Jobs')
export class JobsController {
  constructor(
    private readonly jobs: Jobs,
    private readonly progress: JobProgress,
  ) {}

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: `How far a piece of long work is; ${shownTo}` })
  @ApiOkResponse({ type: JobDto })
  async get(@Param('id', Uuid) id: string): Promise<JobDto> {
    return JobDto.of(await this.visible(id));
  }

  @Sse(':id/events')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: `The job after each step, as server-sent events, until it has ended; ${shownTo}` })
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { type: 'string' } } } })
  async events(@Param('id', Uuid) id: string): Promise<Observable<MessageEvent>> {
    const job = await this.visible(id);
    return this.progress.of(job).pipe(map((step) => ({ type: step.state, data: JobDto.of(step) })));
  }

  @Post(':id/cancellation')
  @HttpCode(200)
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Stop a job that waits or runs; only who asked for it' })
  @ApiOkResponse({ type: JobDto })
  async cancel(@Param('id', Uuid) id: string): Promise<JobDto> {
    const job = await this.visible(id);
    if (currentContext().principal?.id !== job.requestedById)
      refuseAccess('auth.forbidden', 'A job is cancelled by who asked for it.');
    return JobDto.of(await this.jobs.cancel(id));
  }

  private async visible(id: string): Promise<Job> {
    const job = await this.jobs.get(id);
    const { principal } = currentContext();
    const mayLook = principal?.roles.some((role) => role === 'auditor' || role === 'admin') ?? false;
    if (!mayLook && principal?.id !== job.requestedById)
      refuse('request.not_found', `There is no job ${id}.`);
    return job;
  }
}
