import { ApiProperty } from '@nestjs/swagger';
import { BoolField, CodeField, Digits, Flag, IntField, LabelField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { anyJson } from '../../../platform/http/any-json.js';
import {
  dataCategories,
  lawfulBases,
  purposes,
  type DataCategory,
  type LawfulBasis,
  type Purpose,
} from '../../reference-data/index.js';
import {
  declarationStatuses,
  declaredBases,
  irregularityCodes,
  type Declaration,
  type DeclarationStatus,
  type DeclaredBasis,
  type Irregularity,
  type IrregularityCode,
} from '../domain/declaration.js';
import { declaredFlows, type DeclaredFlow } from '../domain/declared-flows.js';
import {
  declaredChangeKinds,
  type DeclaredChange,
  type DeclaredChangeKind,
} from '../domain/declared-change.js';
import type { Definitions } from '../domain/vendor-list.js';
import type { KeptList } from '../domain/kept-list.js';

const sorts = ['name', '-name', 'createdAt', '-createdAt'] as const;

export class DeclarationsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'name' }) sort: (typeof sorts)[number] = 'name';
  @LabelField({ max: 200, optional: true, example: 'emerse', description: 'Part of the declared name.' })
  q?: string;
  @CodeField({ codes: declarationStatuses, name: 'DeclarationStatus', optional: true, example: 'declared' })
  status?: DeclarationStatus;
  @Digits()
  @IntField({
    min: 1,
    max: 99_999,
    optional: true,
    example: 4,
    description: 'Number of a purpose in the list.',
  })
  purpose?: number;
  @CodeField({
    ...{ codes: declaredBases, name: 'DeclaredBasis', optional: true, example: 'legitimate_interest' },
    description: 'Together with purpose: that purpose on this basis.',
  })
  basis?: DeclaredBasis;
  @Digits()
  @IntField({
    min: 1,
    max: 99_999,
    optional: true,
    example: 9,
    description: 'Number of a data category in the list.',
  })
  dataCategory?: number;
  @Flag()
  @BoolField({
    optional: true,
    example: true,
    description: 'true: what the rules of the framework do not allow.',
  })
  irregular?: boolean;
  @Digits()
  @IntField({
    ...{ min: 1, max: 1_000_000, optional: true, example: 17 },
    description: 'Vendors that last changed with this version of the list.',
  })
  listVersion?: number;
}

export class DeclaredChangeDto {
  @ApiProperty({ enum: declaredChangeKinds, enumName: 'DeclaredChangeKind' }) kind: DeclaredChangeKind;
  @ApiProperty({ example: 'purposes.4', description: 'What it is about; the number is that of the list.' })
  fact: string;
  @ApiProperty(anyJson('As it was declared before; null: not at all.')) then: unknown;
  @ApiProperty(anyJson('As it is declared now; null: not at all.')) now: unknown;

  static of({ kind, fact, then, now }: DeclaredChange): DeclaredChangeDto {
    return { kind, fact, then, now };
  }
}

export class IrregularityDto {
  @ApiProperty({ enum: irregularityCodes, enumName: 'IrregularityCode' }) code: IrregularityCode;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 3,
    description: 'Of the purpose, where it is about one.',
  })
  number: number | null;

  static of({ code, number }: Irregularity): IrregularityDto {
    return { code, number };
  }
}

class DeclaredCategoryDto {
  @ApiProperty({ example: 9, description: 'Number in the list.' }) number: number;
  @ApiProperty({ type: String, nullable: true, example: 'Precise location data' }) name: string | null;
  @ApiProperty({
    enum: dataCategories,
    enumName: 'DataCategory',
    nullable: true,
    description: 'Ours that means the same.',
  })
  code: DataCategory | null;
  @ApiProperty({
    ...{ type: String, format: 'date', nullable: true },
    description: 'Day of the list that brought it; null where the first list that was read had it.',
  })
  since: string | null;
}

/** One use that the vendor declares, seen as a flow: it is a record of what is declared, and no approval. */
class DeclaredFlowDto {
  @ApiProperty({ enum: ['purpose', 'special_purpose'] }) kind: DeclaredFlow['kind'];
  @ApiProperty({ example: 4, description: 'Number of the purpose in the list.' }) number: number;
  @ApiProperty({ type: String, nullable: true, example: 'Use profiles to select personalised advertising' })
  name: string | null;
  @ApiProperty({
    enum: purposes,
    enumName: 'Purpose',
    isArray: true,
    description: 'Our purposes that mean the same.',
  })
  purposes: Purpose[];
  @ApiProperty({ enum: lawfulBases, enumName: 'LawfulBasis', description: 'As declared; Art. 6(1) GDPR.' })
  lawfulBasis: LawfulBasis;
  @ApiProperty({ description: 'The publisher may ask for the other basis.' }) flexible: boolean;
  @ApiProperty({
    ...{ type: [DeclaredCategoryDto], nullable: true },
    description: 'Declared for all purposes together; null: the list does not say.',
  })
  dataCategories: DeclaredCategoryDto[] | null;
  @ApiProperty({ type: Number, nullable: true, example: 397, description: 'Days; null: not declared.' })
  retentionDays: number | null;
  @ApiProperty({
    ...{ type: String, format: 'date', nullable: true },
    description: 'Day of the list that brought it; null where the first list that was read had it.',
  })
  since: string | null;
}

export class DeclarationDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ example: 8, description: 'Number of the vendor in the Global Vendor List.' }) gvlId: number;
  @ApiProperty({ example: 'Emerse Sverige AB', description: 'As declared.' }) name: string;
  @ApiProperty({
    ...{ enum: declarationStatuses, enumName: 'DeclarationStatus' },
    description:
      'deleted: from deletedOn the framework forbids its use; gone: a newer list does not name it.',
  })
  status: DeclarationStatus;
  @ApiProperty({ type: String, format: 'date', nullable: true }) deletedOn: string | null;
  @ApiProperty({ example: 3, description: 'Version of the specification: 2 or 3.' }) specification: number;
  @ApiProperty({ example: 17, description: 'The list with which it last changed.' }) listVersion: number;
  @ApiProperty({ type: [DeclaredFlowDto], description: 'A purpose on both bases is there twice.' })
  declaredFlows: DeclaredFlowDto[];
  @ApiProperty({ type: [Number], example: [1, 2] }) features: number[];
  @ApiProperty({ type: [Number], example: [] }) specialFeatures: number[];
  @ApiProperty({ type: Boolean, nullable: true }) usesCookies: boolean | null;
  @ApiProperty({ type: Boolean, nullable: true }) cookieRefresh: boolean | null;
  @ApiProperty({ type: Boolean, nullable: true }) usesNonCookieAccess: boolean | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Seconds; 0 or less: until the browser is closed.',
  })
  cookieMaxAgeSeconds: number | null;
  @ApiProperty({ type: String, nullable: true }) privacyUrl: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'How it weighs its legitimate interests.' })
  legitimateInterestUrl: string | null;
  @ApiProperty({ type: String, nullable: true }) deviceStorageUrl: string | null;
  @ApiProperty({
    type: [IrregularityDto],
    description: 'Declared although the rules of the framework do not allow it.',
  })
  irregularities: IrregularityDto[];
  @ApiProperty({
    type: [DeclaredChangeDto],
    description: 'What changed with listVersion; empty for what was new.',
  })
  changes: DeclaredChangeDto[];
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(declaration: Declaration, definitions: Definitions | null): DeclarationDto {
    const { id, revision, vendorId, gvlId, name, status, deletedOn, specification, listVersion } =
      declaration;
    const { usesCookies, cookieRefresh, usesNonCookieAccess, cookieMaxAgeSeconds, createdAt } = declaration;
    const { privacyUrl, legitimateInterestUrl, deviceStorageUrl } = declaration;
    return {
      ...{ id, revision, vendorId, gvlId, name, status, deletedOn, specification, listVersion, createdAt },
      declaredFlows: declaredFlows(declaration, definitions).map((flow) => flowOf(flow)),
      ...{ features: [...declaration.features], specialFeatures: [...declaration.specialFeatures] },
      ...{ usesCookies, cookieRefresh, usesNonCookieAccess, cookieMaxAgeSeconds },
      ...{ privacyUrl, legitimateInterestUrl, deviceStorageUrl },
      irregularities: declaration.irregularities.map((one) => IrregularityDto.of(one)),
      changes: declaration.changes.map((change) => DeclaredChangeDto.of(change)),
    };
  }
}

function flowOf(flow: DeclaredFlow): DeclaredFlowDto {
  const { kind, number, name, lawfulBasis, flexible, retentionDays, since } = flow;
  return {
    ...{ kind, number, name, lawfulBasis, flexible, retentionDays, since, purposes: [...flow.purposes] },
    dataCategories:
      flow.dataCategories === null ? null : flow.dataCategories.map((category) => ({ ...category })),
  };
}

export class VendorListsRequest extends ListRequest {
  @CodeField({ codes: ['createdAt', '-createdAt'], optional: true, example: '-createdAt' })
  sort: 'createdAt' | '-createdAt' = '-createdAt';
}

export class VendorListDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 3 }) specification: number;
  @ApiProperty({ example: 17 }) listVersion: number;
  @ApiProperty({ type: Number, nullable: true, example: 4 }) policyVersion: number | null;
  @ApiProperty({ type: String, format: 'date-time', description: 'lastUpdated of the list.' })
  publishedAt: Date;
  @ApiProperty({ example: 692 }) vendors: number;
  @ApiProperty({ description: 'SHA-256 over the canonical JSON of what was read of it.' }) digest: string;
  @ApiProperty({ description: 'Name of the file that was sent.' }) fileName: string;
  @ApiProperty({ description: 'False while the rest of a large list is being worked off.' })
  complete: boolean;
  @ApiProperty({ format: 'uuid' }) importedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(list: KeptList): VendorListDto {
    const { id, revision, specification, listVersion, policyVersion, publishedAt, vendors } = list;
    const { digest, fileName, complete, importedById, createdAt } = list;
    return {
      ...{ id, revision, specification, listVersion, policyVersion, publishedAt, vendors },
      ...{ digest, fileName, complete, importedById, createdAt },
    };
  }
}
