import { ApiProperty } from '@nestjs/swagger';
import { BoolField, CodeField, Flag, LabelField, rule } from '../../../platform/http/fields.js';
import { mappingIn } from '../domain/import-columns.js';
import type { Candidate, Rejection } from '../domain/import-judgement.js';
import { importFormats, type ImportFormat } from '../vendor-import.service.js';
import { rowOutcomes, type ImportReport, type RowOutcome, type RowReport } from '../domain/import-report.js';
import { duplicateReasons, type DuplicateReason } from '../domain/duplicates.js';
import type { VendorListImport } from '../domain/list-report.js';
import { VendorListReportDto } from './vendor-list-report.dto.js';

export class ImportRequest {
  @ApiProperty({
    type: String,
    format: 'binary',
    description:
      'CSV in UTF-8, XLSX (first sheet) or JSON (a list of objects), judged by its content; or a Global Vendor List.',
  })
  file: unknown;
  @Flag()
  @BoolField({ optional: true, example: true, description: 'true judges every row and changes nothing.' })
  dryRun: boolean = false;
  @Flag()
  @BoolField({
    optional: true,
    example: false,
    description: 'true registers rows although they look like other vendors; recorded.',
  })
  allowDuplicate: boolean = false;
  @CodeField({
    codes: importFormats,
    name: 'VendorImportFormat',
    optional: true,
    description:
      'Told by the content unless said. gvl: a Global Vendor List of the IAB TCF, version 2 or 3, at most 10 megabytes; ' +
      'it makes vendors and records what they declare.',
  })
  format?: ImportFormat;
  @LabelField({
    max: 20_000,
    optional: true,
    example: '{}',
    description:
      'JSON object {column: field} for columns that are not recognised by their name; null leaves a column out. ' +
      'Example: {"Firma": "name", "Sitz": "country", "ERP": "externalIds.erp", "Datenschutz": "links.privacyPolicy"}.',
  })
  @rule(
    'mapping',
    'must be a JSON object of columns and field names',
    (value) => value === undefined || (typeof value === 'string' && mappingIn(value) !== null),
  )
  mapping?: string;
}

class ImportColumnDto {
  @ApiProperty({ example: 'websiteUrl' }) column: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'website',
    description: 'null: the column was not looked at.',
  })
  field: string | null;
}

class ImportCandidateDto implements Candidate {
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) id: string | null;
  @ApiProperty({ example: 'Acme Analytics' }) name: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Row of this file; null: it is registered.' })
  row: number | null;
  @ApiProperty({ enum: duplicateReasons, enumName: 'DuplicateReason', isArray: true })
  reasons: readonly DuplicateReason[];
}

class RowReasonDto {
  @ApiProperty({ example: 'domains' }) column: string;
  @ApiProperty({ example: 'domains' }) field: string;
  @ApiProperty({ example: 'domain' }) code: string;
  @ApiProperty({ example: '"acme" is no domain; give names such as acme.example' }) message: string;
  @ApiProperty({ type: ImportCandidateDto, required: false }) candidate?: Candidate;

  static of({ column, field, code, message, candidate }: Rejection): RowReasonDto {
    return { column, field, code, message, ...(candidate ? { candidate } : {}) };
  }
}

class RowReportDto {
  @ApiProperty({
    example: 2,
    description:
      'Line of a CSV file, row of a sheet, place in a JSON list, from 1; of a vendor list its number.',
  })
  row: number;
  @ApiProperty({ enum: rowOutcomes, enumName: 'RowOutcome' }) outcome: RowOutcome;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null for a rejected row, and for one that a dry run would create.',
  })
  vendorId: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Acme Analytics' }) name: string | null;
  @ApiProperty({ type: [String], example: ['domains'] }) changed: string[];
  @ApiProperty({ type: [RowReasonDto] }) reasons: RowReasonDto[];

  static of({ row, outcome, vendorId, name, changed, reasons }: RowReport): RowReportDto {
    return {
      ...{ row, outcome, vendorId, name },
      changed: [...changed],
      reasons: reasons.map((reason) => RowReasonDto.of(reason)),
    };
  }
}

export class ImportReportDto {
  @ApiProperty({ example: false }) dryRun: boolean;
  @ApiProperty({ enum: importFormats, enumName: 'VendorImportFormat' }) format: string;
  @ApiProperty({ example: 564, description: 'Rows with anything in them.' }) total: number;
  @ApiProperty({ example: 529 }) created: number;
  @ApiProperty({ example: 0 }) updated: number;
  @ApiProperty({ example: 0 }) unchanged: number;
  @ApiProperty({ example: 35 }) rejected: number;
  @ApiProperty({ type: [ImportColumnDto] }) columns: ImportColumnDto[];
  @ApiProperty({ example: 0, description: 'Sheets of a workbook that were not looked at.' })
  furtherSheets: number;
  @ApiProperty({ type: [RowReportDto] }) rows: RowReportDto[];
  @ApiProperty({
    example: 0,
    description: 'Rows that are counted and not listed; of a large file the rejected ones are listed first.',
  })
  rowsLeftOut: number;
  @ApiProperty({
    type: VendorListReportDto,
    required: false,
    description:
      'With format=gvl: the difference from what was on record, and the approvals that it touches.',
  })
  vendorList?: VendorListReportDto;

  static of(report: ImportReport | VendorListImport): ImportReportDto {
    const { dryRun, format, total, created, updated, unchanged, rejected, furtherSheets } = report;
    return {
      ...{ dryRun, format, total, created, updated, unchanged, rejected },
      columns: report.columns.map(({ column, field }) => ({ column, field })),
      furtherSheets,
      rows: report.rows.map((row) => RowReportDto.of(row)),
      rowsLeftOut: report.rowsLeftOut,
      ...('vendorList' in report ? { vendorList: VendorListReportDto.of(report.vendorList) } : {}),
    };
  }
}
