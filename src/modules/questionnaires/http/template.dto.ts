import { ApiProperty, PartialType, PickType } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  Flag,
  IdField,
  LabelField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  isArchived,
  versionStatuses,
  type ListedTemplate,
  type TemplateVersion,
  type VersionStatus,
} from '../domain/template.js';
import { SectionDto, shownSections } from './content.dto.js';

const exampleSections = [
  {
    id: 'access',
    title: 'Access',
    questions: [
      {
        id: 'mfa',
        text: 'Does everybody use a second factor from outside?',
        type: 'yes_no',
        domain: 'ACCESS_CONTROL',
        weight: 5,
        expected: 'yes',
        controlRefs: ['ISO27001:A.8.5'],
      },
    ],
  },
];

export class CreateTemplateDto {
  @LabelField({ max: 200, example: 'Processors in marketing' }) name: string;
  @ProseField({ max: 4_000, optional: true, nullable: true, example: 'For agencies and newsletter tools.' })
  description?: string | null;
  @ObjectsField(() => SectionDto, { max: 50, optional: true, example: exampleSections })
  sections?: SectionDto[];
  @IdField({
    optional: true,
    nullable: true,
    example: null,
    description: 'A version to start from, for example of the built-in baseline; instead of sections.',
  })
  fromVersionId?: string | null;
}

export class ChangeTemplateDto extends PartialType(PickType(CreateTemplateDto, ['name', 'description']), {
  skipNullProperties: false,
}) {}

export class ChangeVersionDto {
  @ObjectsField(() => SectionDto, { max: 50, example: exampleSections }) sections: SectionDto[];
}

export class VersionSummaryDto {
  @ApiProperty({ format: 'uuid', description: 'The templateVersionId of assessments.' }) id: string;
  @ApiProperty({ example: 1 }) version: number;
  @ApiProperty({ enum: versionStatuses, enumName: 'QuestionnaireVersionStatus' }) status: VersionStatus;
}

export class ListedVersionDto extends VersionSummaryDto {
  @ApiProperty({ example: false, description: 'It takes no new assessments.' }) archived: boolean;
}

export class ArchiveTemplateDto {
  @ProseField({ max: 2_000, example: 'Replaced by the questionnaire of 2027.' }) reason: string;
}

export class TemplateDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 'Processors in marketing' }) name: string;
  @ApiProperty({ type: String, nullable: true }) description: string | null;
  @ApiProperty({ example: false, description: 'Shipped with Keyholder; changed by releases only.' })
  builtIn: boolean;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since when none of its versions takes new assessments.',
  })
  archivedAt: Date | null;
  @ApiProperty({ type: [ListedVersionDto], description: 'Oldest first.' }) versions: ListedVersionDto[];
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(template: ListedTemplate): TemplateDto {
    const { id, revision, name, description, builtInKey, archivedAt, createdAt } = template;
    const versions = template.versions.map((each) => ({
      ...{ id: each.id, version: each.version, status: each.status },
      archived: isArchived(template, each.version),
    }));
    return { id, revision, name, description, builtIn: builtInKey !== null, archivedAt, versions, createdAt };
  }
}

export class VersionDto extends VersionSummaryDto {
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) templateId: string;
  @ApiProperty({ type: [SectionDto] }) sections: SectionDto[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) publishedAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(row: TemplateVersion): VersionDto {
    const { id, revision, templateId, version, status, content, publishedAt, createdAt } = row;
    return {
      ...{ id, revision, templateId, version, status, publishedAt, createdAt },
      sections: shownSections(content),
    };
  }
}

export class ProblemInDraftDto {
  @ApiProperty({ example: '/sections/0/questions/2/visibleWhen' }) pointer: string;
  @ApiProperty({ example: 'unknown_reference' }) code: string;
  @ApiProperty({ example: 'there is no question mfaa' }) message: string;
}

export class ProblemsInDraftDto {
  @ApiProperty({ example: true }) publishable: boolean;
  @ApiProperty({ type: [ProblemInDraftDto] }) problems: ProblemInDraftDto[];
}

const templateSorts = ['name', '-name', 'createdAt', '-createdAt'] as const;

export class TemplatesRequest extends ListRequest {
  @CodeField({ codes: templateSorts, optional: true, example: 'name' })
  sort: (typeof templateSorts)[number] = 'name';
  @LabelField({
    max: 200,
    optional: true,
    example: 'baseline',
    description: 'Part of the name or description.',
  })
  q?: string;
  @Flag() @BoolField({ optional: true, example: true }) builtIn?: boolean;
  @Flag() @BoolField({ optional: true, example: false }) archived?: boolean;
}

const versionSorts = ['version', '-version'] as const;

export class VersionsRequest extends ListRequest {
  @CodeField({ codes: versionSorts, optional: true, example: '-version' })
  sort: (typeof versionSorts)[number] = '-version';
}
