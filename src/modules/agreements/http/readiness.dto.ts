import { ApiProperty } from '@nestjs/swagger';
import { CodeField } from '../../../platform/http/fields.js';
import type { Unmet } from '../../../shared/unmet.js';
import type { AgreementReadiness } from '../agreements.service.js';
import { agreementStatuses, type AgreementStatus } from '../domain/agreement.js';
import type { Readiness } from '../flow-readiness.service.js';

export class UnmetDto {
  @ApiProperty({ example: 'LAWFUL_BASIS' }) code: string;
  @ApiProperty({ example: 'Every purpose has its lawful basis' }) requirement: string;
  @ApiProperty() message: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The facts that the rule looked at, by name; null for one that is not known.',
  })
  facts: Readonly<Record<string, unknown>>;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why the rule could not be evaluated, so that it counts as not met.',
  })
  error: string | null;
  @ApiProperty({ example: 'GDPR Art. 6(1)' }) law: string;
  @ApiProperty({ enum: ['blocking', 'warning'] }) severity: 'blocking' | 'warning';
  @ApiProperty() remedy: string;
  @ApiProperty() waivable: boolean;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Last day of the granted waiver that lifts it.',
  })
  waivedUntil: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) waiverId: string | null;

  static of(unmet: Unmet): UnmetDto {
    const { code, requirement, message, facts, error, law, severity, remedy } = unmet;
    const { waivable, waivedUntil, waiverId } = unmet;
    return {
      ...{ code, requirement, message, facts, error, law, severity, remedy },
      ...{ waivable, waivedUntil, waiverId },
    };
  }
}

export class StandardVersionDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) version: number;
}

class JudgedDto {
  @ApiProperty({ description: 'Nothing blocking is left.' }) ready: boolean;
  @ApiProperty({
    type: [UnmetDto],
    description: 'Everything that stands in the way, what is waived, and warnings, at once.',
  })
  unmet: UnmetDto[];
  @ApiProperty({ type: StandardVersionDto, description: 'The standard that it was judged by.' })
  standard: StandardVersionDto;
  @ApiProperty({ type: String, format: 'date-time' }) evaluatedAt: Date;
}

const flowGates = ['flow_submission', 'flow_decision', 'flow_activation'] as const;
type FlowGate = (typeof flowGates)[number];

export class FlowReadinessRequest {
  @CodeField({
    codes: flowGates,
    optional: true,
    example: 'flow_activation',
    description: 'Unless told, the gate where the flow stands next.',
  })
  gate?: FlowGate;
}

export class FlowReadinessDto extends JudgedDto {
  @ApiProperty({ enum: flowGates, description: 'The gate that was asked for.' }) gate: string;

  static of({ gate, ...judged }: Readiness): FlowReadinessDto {
    return { ...shown(judged), gate };
  }
}

export class AgreementReadinessDto extends JudgedDto {
  @ApiProperty({
    enum: agreementStatuses,
    enumName: 'AgreementStatus',
    nullable: true,
    description: 'The step that was asked for: signed or in_force; null when neither comes next.',
  })
  to: AgreementStatus | null;

  static of({ to, ...judged }: AgreementReadiness): AgreementReadinessDto {
    return { ...shown(judged), to };
  }
}

function shown({ ready, unmet, standard, evaluatedAt }: Omit<Readiness, 'gate'>): JudgedDto {
  const { id, version } = standard;
  const reasons = unmet.map((reason) => UnmetDto.of(reason));
  return { ready, unmet: reasons, standard: { id, version }, evaluatedAt };
}
