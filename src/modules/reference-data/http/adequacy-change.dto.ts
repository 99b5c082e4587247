import { ApiProperty } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  DayField,
  Flag,
  LabelField,
  LabelsField,
  LookedUpField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  adequacyChangeKinds,
  adequacyLists,
  type AdequacyChange,
  type AdequacyChangeKind,
  type AdequacyList,
  type GivenAdequacyChange,
} from '../domain/adequacy-change.js';
import { dpfFrameworks, type DpfFramework } from '../domain/list-items.js';
import { CountryField } from '../fields.js';
import type { Standing } from '../standing-approvals.js';

const nullable = { optional: true, nullable: true } as const;
const codePattern = '^(EU|UK|CH)_[A-Z0-9_]{2,36}$';
const placeScopes = ['COUNTRY', 'SECTOR', 'ORG_LIST'] as const;

const DecisionCodeField = (options: { optional?: boolean; description?: string } = {}) =>
  LookedUpField({
    ...options,
    example: 'EU_US_DPF',
    pattern: codePattern,
    sentence: 'must be the code of a decision, such as EU_US_DPF',
    known: (code) => new RegExp(codePattern).test(code),
  });

export class AdequatePlaceDto {
  @CountryField({ example: 'KE' }) place: string;
  @CodeField({
    codes: placeScopes,
    name: 'AdequatePlaceScope',
    example: 'COUNTRY',
    description: 'SECTOR: only recipients inside a sector or law. ORG_LIST: only listed organisations.',
  })
  scope: (typeof placeScopes)[number];
  @LabelsField({
    optional: true,
    max: 20,
    length: 500,
    example: ['The recipient is subject to the act'],
    description: 'What is to be checked; needed for SECTOR.',
  })
  conditions?: string[];
}

export class RecordAdequacyChangeDto {
  @CodeField({ codes: adequacyLists, name: 'AdequacyList', example: 'adequacy_eu' }) list: AdequacyList;
  @DecisionCodeField({ description: 'Of the list; a code of its own for new_place.' }) code: string;
  @CodeField({
    codes: adequacyChangeKinds,
    name: 'AdequacyChangeKind',
    example: 'ended',
    description:
      'ended: endsOn is the last day. suspended: from a day on, to endsOn or until further notice. amended: from a day on ' +
      'with another last day, other places, or binding in the EEA-EFTA states. new_place: a decision that the list lacks.',
  })
  kind: AdequacyChangeKind;
  @DayField({
    ...nullable,
    example: null,
    description: 'First day of the suspension, the amendment or the new decision.',
  })
  from?: LocalDate | null;
  @DayField({
    ...nullable,
    example: '2026-12-31',
    description: 'Last day of the decision, or of the suspension.',
  })
  endsOn?: LocalDate | null;
  @ObjectsField(() => AdequatePlaceDto, {
    ...nullable,
    max: 60,
    description: 'All places of the decision from that day on; for amended and new_place.',
  })
  places?: AdequatePlaceDto[] | null;
  @LabelField({ ...nullable, max: 200, example: null, description: 'Number of the decision or regulation.' })
  decision?: string | null;
  @CodeField({
    ...nullable,
    codes: dpfFrameworks,
    name: 'DpfFramework',
    example: null,
    description: 'In which a listed organisation takes part; for a new decision of scope ORG_LIST.',
  })
  framework?: DpfFramework | null;
  @BoolField({
    ...nullable,
    example: null,
    description:
      'Whether an EU decision binds exporters in Iceland, Liechtenstein and Norway; not known is no.',
  })
  bindsEeaEfta?: boolean | null;
  @ProseField({ max: 5_000, example: 'The Court of Justice annulled the decision.' }) reason: string;
  @LabelField({
    max: 500,
    example: 'Judgment of 1 December 2026, C-703/25 P',
    description: 'Where it can be read.',
  })
  source: string;

  static given(body: RecordAdequacyChangeDto): GivenAdequacyChange {
    const { list, code, kind, from = null, endsOn = null, places = null, decision = null } = body;
    const { framework = null, bindsEeaEfta = null, reason, source } = body;
    const named = places && places.map(({ conditions = [], ...place }) => ({ ...place, conditions }));
    return {
      list,
      code,
      kind,
      from,
      endsOn,
      places: named,
      decision,
      framework,
      bindsEeaEfta,
      reason,
      source,
    };
  }
}

export class RevokeAdequacyChangeDto {
  @ProseField({ max: 5_000, example: 'The judgment concerned another decision.' }) reason: string;
}

export class StandingDto {
  @ApiProperty({ example: 42, description: 'Approved, active and suspended flows.' }) approvals: number;
  @ApiProperty({ example: 57, description: 'All flows that are not closed.' }) flows: number;
}

export class AdequacyChangeDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ enum: adequacyLists, enumName: 'AdequacyList' }) list: AdequacyList;
  @ApiProperty({ example: 'EU_US_DPF' }) code: string;
  @ApiProperty({ enum: adequacyChangeKinds, enumName: 'AdequacyChangeKind' }) kind: AdequacyChangeKind;
  @ApiProperty({ type: String, format: 'date', nullable: true }) from: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) endsOn: string | null;
  @ApiProperty({ type: [AdequatePlaceDto], nullable: true }) places: AdequatePlaceDto[] | null;
  @ApiProperty({ type: String, nullable: true }) decision: string | null;
  @ApiProperty({ enum: dpfFrameworks, enumName: 'DpfFramework', nullable: true })
  framework: DpfFramework | null;
  @ApiProperty({ type: Boolean, nullable: true }) bindsEeaEfta: boolean | null;
  @ApiProperty() reason: string;
  @ApiProperty() source: string;
  @ApiProperty({ format: 'date', description: 'The first day on which answers differ because of it.' })
  effectiveFrom: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When that day had come and the approvals that stand on the decision were looked for.',
  })
  tookEffectAt: Date | null;
  @ApiProperty({ format: 'uuid' }) recordedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) recordedAt: Date;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) revokedById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) revokedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) revokedBecause: string | null;

  static of(change: AdequacyChange): AdequacyChangeDto {
    const { id, revision, list, code, kind, from, endsOn, places, decision, framework, bindsEeaEfta } =
      change;
    const { reason, source, effectiveFrom, tookEffectAt, recordedById, recordedAt } = change;
    const { revokedById, revokedAt, revokedBecause } = change;
    return {
      ...{ id, revision, list, code, kind, from, endsOn, decision, framework, bindsEeaEfta, reason, source },
      ...{ effectiveFrom, tookEffectAt, recordedById, recordedAt, revokedById, revokedAt, revokedBecause },
      places:
        places &&
        places.map(({ place, scope, conditions }) => ({
          place,
          scope: shownScope(scope),
          conditions: [...conditions],
        })),
    };
  }
}

/** By itself: with what stands on the decision now. */
export class AdequacyChangeDetailDto extends AdequacyChangeDto {
  @ApiProperty({
    type: StandingDto,
    description: 'What stands on the decision now: GET /data-flows?standsOn= lists it.',
  })
  standing: StandingDto;

  static with(change: AdequacyChange, { approvals, flows }: Standing): AdequacyChangeDetailDto {
    return { ...AdequacyChangeDto.of(change), standing: { approvals, flows } };
  }
}

/** Only these three are ever recorded. */
function shownScope(scope: string): (typeof placeScopes)[number] {
  return placeScopes.find((known) => known === scope) ?? 'SECTOR';
}

const sorts = ['recordedAt', '-recordedAt', 'effectiveFrom', '-effectiveFrom'] as const;

export class AdequacyChangesRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-recordedAt' }) sort: (typeof sorts)[number] =
    '-recordedAt';
  @CodeField({ codes: adequacyLists, optional: true, example: 'adequacy_eu' }) list?: AdequacyList;
  @DecisionCodeField({ optional: true }) code?: string;
  @CodeField({ codes: adequacyChangeKinds, optional: true, example: 'ended' }) kind?: AdequacyChangeKind;
  @Flag()
  @BoolField({ optional: true, example: false })
  revoked?: boolean;
}
