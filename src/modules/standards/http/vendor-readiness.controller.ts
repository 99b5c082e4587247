import { Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { GatesService } from '../gates.service.js';
import { ReadinessDto } from './readiness.dto.js';

@Resource('vendors/:id', 'Standards')
export class VendorReadinessController {
  constructor(private readonly gates: GatesService) {}

  @Get('readiness')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Everything that still stands in the way of approving the vendor, all at once' })
  @ApiOkResponse({ type: ReadinessDto })
  async get(@Param('id', Uuid) id: string): Promise<ReadinessDto> {
    return ReadinessDto.of(await this.gates.unmetAt('vendor_approval', id));
  }
}
