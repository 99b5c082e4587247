import { ApiProperty } from '@nestjs/swagger';
import {
  CodeField,
  DayField,
  IdField,
  LabelField,
  ObjectField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  certificateKinds,
  subprocessorCopies,
  type CertificateKind,
  type ClosingCertificate,
  type SubprocessorCopies,
} from '../domain/closing.js';
import type { Closure } from '../flow-closing.service.js';
import { ReasonDto } from './flow-acts.dto.js';

const nullable = { optional: true, nullable: true } as const;

export class LegalExceptionDto {
  @ProseField({ max: 2_000, example: 'Pay slips of 2024 and 2025.', description: 'Which data are kept.' })
  what: string;
  @LabelField({ max: 200, example: 'German tax code, section 147', description: 'The law that asks for it.' })
  law: string;
  @DayField({ ...nullable, example: '2099-12-31', description: 'Last day on which it asks for it.' })
  until?: LocalDate | null;
}

export class CertificateDto {
  @CodeField({ codes: certificateKinds, name: 'CertificateKind', example: 'deletion' }) kind: CertificateKind;
  @DayField({ example: '2026-06-01', description: 'Not before the last day of the sharing.' })
  issuedOn: LocalDate;
  @ProseField({ max: 2_000, example: 'All payroll data from 2024 to 2026, backups included.' }) scope: string;
  @LabelField({ ...nullable, max: 200, example: 'NIST SP 800-88 purge' }) method?: string | null;
  @LabelField({
    max: 200,
    example: 'Head of operations of the vendor',
    description: 'Function; no need for a name.',
  })
  signedBy: string;
  @ObjectsField(() => LegalExceptionDto, {
    optional: true,
    max: 50,
    description: 'What the vendor keeps because a law says so (Art. 28(3)(g) GDPR).',
  })
  exceptions?: LegalExceptionDto[];
  @CodeField({
    ...nullable,
    codes: subprocessorCopies,
    name: 'SubprocessorCopies',
    example: 'INCLUDED',
    description: "What became of the copies of the vendor's sub-processors (Art. 28(4) GDPR).",
  })
  subprocessorCopies?: SubprocessorCopies | null;
  @IdField({ ...nullable, example: null, description: 'The document, stored as evidence.' })
  evidenceId?: string | null;

  static given(body: CertificateDto): ClosingCertificate {
    const { kind, issuedOn, scope, method = null, signedBy, evidenceId = null } = body;
    const { exceptions = [], subprocessorCopies: copies = null } = body;
    return {
      ...{ kind, issuedOn, scope, method, signedBy, evidenceId, subprocessorCopies: copies },
      exceptions: exceptions.map(({ what, law, until = null }) => ({ what, law, until })),
    };
  }
}

export class ClosureDto extends ReasonDto {
  @DayField({
    ...nullable,
    example: null,
    description: 'Last day of the sharing; today unless told. Not before the last event that was reported.',
  })
  endedOn?: LocalDate | null;
  @ObjectField(() => CertificateDto, {
    ...nullable,
    description:
      'Proof of deletion or return (Art. 28(3)(g) GDPR). Without it the flow stays on the list of missing certificates.',
  })
  certificate?: CertificateDto | null;

  static given({ reason, endedOn = null, certificate = null }: ClosureDto): Closure {
    return { reason, endedOn, certificate: certificate && CertificateDto.given(certificate) };
  }
}

export class LegalExceptionShownDto {
  @ApiProperty() what: string;
  @ApiProperty() law: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) until: string | null;
}

export class ClosingCertificateShownDto {
  @ApiProperty({ enum: certificateKinds }) kind: CertificateKind;
  @ApiProperty({ format: 'date' }) issuedOn: string;
  @ApiProperty() scope: string;
  @ApiProperty({ type: String, nullable: true }) method: string | null;
  @ApiProperty() signedBy: string;
  @ApiProperty({ type: [LegalExceptionShownDto] }) exceptions: LegalExceptionShownDto[];
  @ApiProperty({ enum: subprocessorCopies, enumName: 'SubprocessorCopies', nullable: true })
  subprocessorCopies: SubprocessorCopies | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) evidenceId: string | null;

  static of(certificate: ClosingCertificate): ClosingCertificateShownDto {
    const { kind, issuedOn, scope, method, signedBy, evidenceId } = certificate;
    const { exceptions = [], subprocessorCopies: copies = null } = certificate;
    return {
      ...{ kind, issuedOn, scope, method, signedBy, evidenceId, subprocessorCopies: copies },
      exceptions: exceptions.map(({ what, law, until }) => ({ what, law, until })),
    };
  }
}
