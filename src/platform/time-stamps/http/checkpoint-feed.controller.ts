import { Get, Header, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Public } from '../../auth/access.js';
import { Resource } from '../../http/resource.js';
import { Checkpoints } from '../../ledger/checkpoints.js';
import { TimeStamps } from '../time-stamps.service.js';
import { CheckpointFeedDto, CheckpointFeedRequest, FedCheckpointDto } from './checkpoint-feed.dto.js';

/** For whoever keeps our checkpoints, so that we cannot write another history later. */
@Resource('ledger/checkpoints', 'Ledger')
export class CheckpointFeedController {
  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly stamps: TimeStamps,
  ) {}

  @Get('feed')
  @Public()
  @Header('Cache-Control', 'no-cache')
  @ApiOperation({
    summary: 'Signed tree heads to keep elsewhere, oldest first, with their time-stamps',
    description:
      'Ask again with after = next. Check each signature, and with GET /ledger/consistency that each head continues the ' +
      'one before; `keyholder mirror` does both.',
  })
  @ApiOkResponse({ type: CheckpointFeedDto })
  async feed(@Query() { after, limit }: CheckpointFeedRequest): Promise<CheckpointFeedDto> {
    const checkpoints = await this.checkpoints.after(after, limit);
    const stamps = await this.stamps.ofCheckpoints(checkpoints.map(({ size }) => size));
    const stampOf = new Map(stamps.map((stamp) => [stamp.checkpointSize, stamp]));
    return {
      items: checkpoints.map((each) => FedCheckpointDto.with(each, stampOf.get(each.size))),
      next: Number(checkpoints.at(-1)?.size ?? after),
    };
  }
}
