import { Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';
import { Allow } from '../auth/access.js';
import { everybodyInside } from '../../shared/roles.js';
import { refuse } from '../errors/request-errors.js';
import { Uuid } from '../http/params.js';
import { currentContext } from '../http/request-context.js';
import { Resource } from '../http/resource.js';
import { jobStates, type Job, type JobState } from './job.js';
import { Jobs } from './jobs.js';

class ProgressDto {
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
  @ApiProperty({ type: ProgressDto }) progress: ProgressDto;
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

@Resource('jobs', 'Jobs')
export class JobsController {
  constructor(private readonly jobs: Jobs) {}

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'How far a piece of long work is; shown to who asked for it, to auditors and to admins',
  })
  @ApiOkResponse({ type: JobDto })
  async get(@Param('id', Uuid) id: string): Promise<JobDto> {
    const job = await this.jobs.get(id);
    const { principal } = currentContext();
    const mayLook = principal?.roles.some((role) => role === 'auditor' || role === 'admin') ?? false;
    if (!mayLook && principal?.id !== job.requestedById)
      refuse('request.not_found', `There is no job ${id}.`);
    return JobDto.of(job);
  }
}
