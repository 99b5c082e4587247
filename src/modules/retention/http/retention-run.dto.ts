import { ApiProperty } from '@nestjs/swagger';
import { CodeField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { retentionClasses, type RetentionClass } from '../../../shared/retention-class.js';
import { runStates, stateOfRun, type RetentionRun, type RunState } from '../domain/retention-run.js';

const sorts = ['startedAt', '-startedAt'] as const;

export class RetentionRunsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-startedAt' }) sort: (typeof sorts)[number] =
    '-startedAt';
}

export class RetentionCountDto {
  @ApiProperty({ enum: retentionClasses, enumName: 'RetentionClass' }) class: RetentionClass;
  @ApiProperty({ example: 12 }) disposed: number;
  @ApiProperty({
    example: 3,
    description: 'Kept by a legal hold; of access records up to 1,000 are counted.',
  })
  held: number;
  @ApiProperty({ example: 0, description: 'Something stood in the way: tried again the next night.' })
  failed: number;
}

export class RetentionProblemDto {
  @ApiProperty({ enum: retentionClasses, enumName: 'RetentionClass' }) class: RetentionClass;
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'erasure.hindered' }) code: string;
}

export class RetentionRunDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 2 }) revision: number;
  @ApiProperty({ format: 'date', description: 'UTC.' }) day: string;
  @ApiProperty({
    ...{ enum: runStates, enumName: 'RetentionRunState' },
    description: 'broken_off: the next night came before it was done, and began anew.',
  })
  state: RunState;
  @ApiProperty({ type: String, format: 'date-time' }) startedAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt: Date | null;
  @ApiProperty({ type: [RetentionCountDto] }) counts: RetentionCountDto[];
  @ApiProperty({ type: [RetentionProblemDto], description: 'The first 100.' })
  problems: RetentionProblemDto[];

  static of(run: RetentionRun): RetentionRunDto {
    const { id, revision, day, startedAt, endedAt, counts, problems } = run;
    return {
      ...{ id, revision, day, state: stateOfRun(run), startedAt, endedAt },
      counts: retentionClasses.flatMap((name) => {
        const count = counts[name];
        return count ? [{ class: name, ...count }] : [];
      }),
      problems: problems.map((problem) => ({ ...problem })),
    };
  }
}
