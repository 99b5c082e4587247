import { ApiProperty } from '@nestjs/swagger';
import { BoolField, IntField, ProseField } from '../../../platform/http/fields.js';
import { retentionClasses, type RetentionClass } from '../../../shared/retention-class.js';
import { longestKeptDays, ruleTerms, type RetentionRule, type RuleTerms } from '../domain/retention-rule.js';
import { mostCounted, type Due, type DueRecord } from '../retention-rules.service.js';

const events = ['vendor_offboarded', 'bundle_ready', 'read', 'report_set_aside'] as const;
const actions = ['delete_bytes', 'remove_bundle', 'delete_rows', 'erase_person', 'empty_report'] as const;
const idOrNull = { type: String, format: 'uuid', nullable: true } as const;

export class SetRetentionRuleDto {
  @IntField({
    ...{ min: 1, max: longestKeptDays, example: 3_650 },
    description: 'Days from the event; not fewer than minimumDays of the class.',
  })
  keepDays: number;
  @ProseField({
    ...{ max: 2_000, example: 'GDPR Art. 5(1)(e); our schedule of retention periods, no. 12.' },
    description: 'The legal ground, or where it is written. Stays on record with everything that goes by it.',
  })
  ground: string;
  @BoolField({
    example: false,
    description: 'Only an active rule disposes of anything, from the next day on (UTC).',
  })
  active: boolean;
}

export class RetentionRuleDto {
  @ApiProperty({ enum: retentionClasses, enumName: 'RetentionClass' }) class: RetentionClass;
  @ApiProperty({ example: 1, description: '0: a proposal that nobody has set.' }) revision: number;
  @ApiProperty({ enum: events, enumName: 'RetentionEvent', description: 'What the days are counted from.' })
  from: RuleTerms['from'];
  @ApiProperty({ enum: actions, enumName: 'RetentionAction', description: 'What becomes of it.' })
  action: RuleTerms['action'];
  @ApiProperty({ example: 3_650 }) keepDays: number;
  @ApiProperty({ example: 1_095 }) minimumDays: number;
  @ApiProperty({ description: 'Why no rule may keep it for less.' }) minimumBecause: string;
  @ApiProperty() ground: string;
  @ApiProperty() active: boolean;
  @ApiProperty(idOrNull) setById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) setAt: Date | null;

  static of(rule: RetentionRule): RetentionRuleDto {
    const { class: name, revision, keepDays, ground, active, setById, setAt } = rule;
    const { from, action, minimumDays, because } = ruleTerms[name];
    return {
      ...{ class: name, revision, from, action, keepDays, minimumDays, minimumBecause: because },
      ...{ ground, active, setById, setAt },
    };
  }
}

export class DueRecordDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'vendor_contact',
    description: 'Of a person: as in /erasures.',
  })
  personKind: string | null;
  @ApiProperty({ type: String, format: 'date-time', description: 'What its days are counted from.' })
  since: Date;
  @ApiProperty({ ...idOrNull, description: 'Of which vendor.' }) vendorId: string | null;
  @ApiProperty({ type: [String], description: 'Ids of the legal holds that keep it.' }) heldBy: string[];

  static of({ id, person, since, vendorIds, heldBy }: DueRecord): DueRecordDto {
    return {
      id,
      personKind: person?.kind ?? null,
      since,
      vendorId: vendorIds[0] ?? null,
      heldBy: [...heldBy],
    };
  }
}

export class DueHoldDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() reference: string;
  @ApiProperty({ example: 3, description: 'How many it keeps.' }) count: number;
}

export class DueDto {
  @ApiProperty({ type: RetentionRuleDto }) rule: RetentionRuleDto;
  @ApiProperty({ type: String, format: 'date-time', description: 'Counted from before this moment.' })
  before: Date;
  @ApiProperty({ example: 12, description: `Held ones too; at most ${mostCounted} are counted.` })
  count: number;
  @ApiProperty({ description: 'There are more than were counted.' }) more: boolean;
  @ApiProperty({ example: 3, description: 'Of those counted, kept by a legal hold.' }) held: number;
  @ApiProperty({ type: [DueHoldDto] }) holds: DueHoldDto[];
  @ApiProperty({ type: [DueRecordDto], description: 'The first 200, the oldest first.' })
  records: DueRecordDto[];

  static of({ rule, before, count, more, held, holds, records }: Due): DueDto {
    return {
      ...{ rule: RetentionRuleDto.of(rule), before, count, more, held },
      holds: holds.map((hold) => ({ ...hold })),
      records: records.map((record) => DueRecordDto.of(record)),
    };
  }
}
