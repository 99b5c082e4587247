import { Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { Resource } from '../../../platform/http/resource.js';
import { modelOf } from '../domain/models.js';
import { shippedModels } from '../domain/shipped-models.js';
import { ScoringModelDto, ScoringModelsDto } from './scoring-model.dto.js';

@Resource('scoring-models', 'Audit scores')
export class ScoringModelsController {
  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'The models that scores are made with: weights, floors, limits, knock-outs' })
  @ApiOkResponse({ type: ScoringModelsDto })
  list(): ScoringModelsDto {
    return { items: shippedModels.map((model) => ScoringModelDto.of(model)), nextCursor: null };
  }

  @Get(':id')
  @Allow(...everybodyInside)
  @ApiParam({ name: 'id', example: 'keyholder-1' })
  @ApiOperation({ summary: 'One model; a score names the one it was made with' })
  @ApiOkResponse({ type: ScoringModelDto })
  get(@Param('id') id: string): ScoringModelDto {
    return ScoringModelDto.of(modelOf(id));
  }
}
