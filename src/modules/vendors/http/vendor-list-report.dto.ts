import { ApiProperty } from '@nestjs/swagger';
import { changeReactions, type ChangeReaction } from '../../reference-data/index.js';
import { declaredOutcomes, type DeclaredOutcome } from '../domain/declared-change.js';
import { beyondKinds, type DeclaredBeyond, type TouchedApproval } from '../domain/declared-beyond.js';
import { declaredBases, type DeclaredBasis } from '../domain/declaration.js';
import type { IrregularVendor, ListedChange, ListReport } from '../domain/list-report.js';
import { DeclaredChangeDto, IrregularityDto } from './declaration.dto.js';

class ListEditionDto {
  @ApiProperty({ example: 3 }) specification: number;
  @ApiProperty({ example: 7 }) listVersion: number;
  @ApiProperty({ format: 'date-time' }) publishedAt: string;
}

class ListCountsDto implements Record<DeclaredOutcome, number> {
  @ApiProperty({ example: 317, description: 'Vendors whose declaration was not on record.' }) added: number;
  @ApiProperty({ example: 12, description: 'Declare something else than before.' }) changed: number;
  @ApiProperty({ example: 1, description: 'Deleted by the list.' }) deleted: number;
  @ApiProperty({ example: 0, description: 'Had been deleted or gone, and are there again.' })
  returned: number;
  @ApiProperty({ example: 1, description: 'Not named by this list any more.' }) gone: number;
}

class ListedChangeDto {
  @ApiProperty({ example: 8, description: 'Number of the vendor in the list.' }) gvlId: number;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null: a dry run would register it.',
  })
  vendorId: string | null;
  @ApiProperty({ example: 'Emerse Sverige AB' }) name: string;
  @ApiProperty({ enum: declaredOutcomes, enumName: 'DeclaredOutcome' }) outcome: DeclaredOutcome;
  @ApiProperty({ type: [DeclaredChangeDto], description: 'Empty for a vendor that was not on record.' })
  changes: DeclaredChangeDto[];

  static of({ gvlId, vendorId, name, outcome, changes }: ListedChange): ListedChangeDto {
    return { gvlId, vendorId, name, outcome, changes: changes.map((change) => DeclaredChangeDto.of(change)) };
  }
}

class IrregularVendorDto {
  @ApiProperty({ example: 8 }) gvlId: number;
  @ApiProperty({ example: 'Emerse Sverige AB' }) name: string;
  @ApiProperty({ type: [IrregularityDto] }) irregularities: IrregularityDto[];

  static of({ gvlId, name, irregularities }: IrregularVendor): IrregularVendorDto {
    return { gvlId, name, irregularities: irregularities.map((one) => IrregularityDto.of(one)) };
  }
}

class DeclaredBeyondDto {
  @ApiProperty({ enum: beyondKinds }) what: DeclaredBeyond['what'];
  @ApiProperty({
    example: 4,
    description: 'Of the purpose or data category in the list; for retention the days.',
  })
  number: number;
  @ApiProperty({
    enum: declaredBases,
    enumName: 'DeclaredBasis',
    nullable: true,
    description: 'Of a purpose.',
  })
  basis: DeclaredBasis | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Day of the list that brought it.',
  })
  since: string | null;
}

class TouchedApprovalDto {
  @ApiProperty({ format: 'uuid' }) dataFlowId: string;
  @ApiProperty({ example: 'DF-NEWSLETTER' }) reference: string;
  @ApiProperty({ example: 'active', description: 'State of the data flow when the list was read.' })
  status: string;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({
    type: [DeclaredBeyondDto],
    description:
      'What the vendor declares beyond the approval, and what was not on record when it was given.',
  })
  beyond: DeclaredBeyondDto[];
  @ApiProperty({ description: 'The vendor is deleted from the list or gone.' }) left: boolean;
  @ApiProperty({
    ...{ enum: changeReactions, enumName: 'ChangeReaction' },
    description: 'log_only: where nobody knows since when it is declared, readiness warns, and that is all.',
  })
  reaction: ChangeReaction;
  @ApiProperty({
    description: 'The approval becomes stale, with the delivery of the news.',
  })
  ends: boolean;

  static of(touched: TouchedApproval): TouchedApprovalDto {
    const { dataFlowId, reference, status, vendorId, beyond, left, reaction, ends } = touched;
    const shown = beyond.map(({ what, number, basis, since }) => ({ what, number, basis, since }));
    return { dataFlowId, reference, status, vendorId, beyond: shown, left, reaction, ends };
  }
}

export class VendorListReportDto {
  @ApiProperty({ example: 3 }) specification: number;
  @ApiProperty({ example: 17 }) listVersion: number;
  @ApiProperty({ type: Number, nullable: true, example: 4 }) policyVersion: number | null;
  @ApiProperty({ format: 'date-time', description: 'lastUpdated of the list.' }) publishedAt: string;
  @ApiProperty({
    ...{ type: ListEditionDto, nullable: true },
    description: 'The newest list that had been read, which this one is compared with; null: the first.',
  })
  before: ListEditionDto | null;
  @ApiProperty({ type: ListCountsDto }) counts: ListCountsDto;
  @ApiProperty({
    type: [ListedChangeDto],
    description: 'Vendor by vendor, exactly what is declared otherwise.',
  })
  changes: ListedChangeDto[];
  @ApiProperty({ example: 0, description: 'Vendors with changes that are counted and not listed.' })
  changesLeftOut: number;
  @ApiProperty({ type: [IrregularVendorDto], description: 'What the rules of the framework do not allow.' })
  irregular: IrregularVendorDto[];
  @ApiProperty({ example: 0 }) irregularLeftOut: number;
  @ApiProperty({ type: [TouchedApprovalDto], description: 'Approvals that the changes touch.' })
  touchedApprovals: TouchedApprovalDto[];
  @ApiProperty({ example: 0 }) touchedLeftOut: number;

  static of(report: ListReport): VendorListReportDto {
    const { specification, listVersion, policyVersion, publishedAt, before, counts } = report;
    const { added, changed, deleted, returned, gone } = counts;
    return {
      ...{ specification, listVersion, policyVersion, publishedAt },
      before: before && { ...before },
      counts: { added, changed, deleted, returned, gone },
      changes: report.changes.items.map((change) => ListedChangeDto.of(change)),
      changesLeftOut: report.changes.more,
      irregular: report.irregular.items.map((one) => IrregularVendorDto.of(one)),
      irregularLeftOut: report.irregular.more,
      touchedApprovals: report.touched.items.map((touched) => TouchedApprovalDto.of(touched)),
      touchedLeftOut: report.touched.more,
    };
  }
}
