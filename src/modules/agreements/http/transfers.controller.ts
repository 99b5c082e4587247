import { Get, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { Resource } from '../../../platform/http/resource.js';
import { TransfersService } from '../transfers.service.js';
import { TransferDto, TransfersRequest } from './transfer.dto.js';

@Resource('transfers', 'Data flows')
export class TransfersController {
  constructor(private readonly transfers: TransfersService) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'Every way that data take out of our countries',
    description:
      'One row for each country of each flow, by decision, tool, country, law of the exporter, vendor or status; ' +
      'restricted=true leaves out what stays in the area of the exporter. Each is as it was judged last: at every act on ' +
      'the flow, when a decision changes, and once a day.',
  })
  @ApiPage(TransferDto)
  async list(@Query() query: TransfersRequest): Promise<Page<TransferDto>> {
    return mapPage(await this.transfers.page(query, query), (transfer) => TransferDto.of(transfer));
  }
}
