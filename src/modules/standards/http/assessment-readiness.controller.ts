import { Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { StandardCompletionGate } from '../assessment-completion.js';
import { CompletionReadinessDto } from './readiness.dto.js';

@Resource('assessments/:id', 'Standards')
export class AssessmentReadinessController {
  constructor(private readonly gate: StandardCompletionGate) {}

  @Get('readiness')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'Everything that still stands in the way of completing the assessment, all at once',
    description: 'Open reviews, and what the standard asks; the same refuses the completion.',
  })
  @ApiOkResponse({ type: CompletionReadinessDto })
  async get(@Param('id', Uuid) id: string): Promise<CompletionReadinessDto> {
    return CompletionReadinessDto.with(await this.gate.readiness(id));
  }
}
