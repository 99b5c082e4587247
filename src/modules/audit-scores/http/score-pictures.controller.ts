import { Get, Header, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { ScorePicturesService } from '../score-pictures.service.js';

const type = 'image/svg+xml';
const picture = { content: { [type]: { schema: { type: 'string' } } } };
/** A picture opened by itself runs and loads nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

@Resource('', 'Audit scores')
export class ScorePicturesController {
  constructor(private readonly pictures: ScorePicturesService) {}

  @Get('audit-scores/portfolio.svg')
  @Allow(...everybodyInside)
  @Header('Cache-Control', 'private, no-cache')
  @ApiProduces(type)
  @ApiOperation({ summary: 'All vendors by inherent and residual risk, as a picture (SVG)' })
  @ApiOkResponse(picture)
  async portfolio(@Res() response: Response): Promise<void> {
    send(response, await this.pictures.portfolio());
  }

  @Get('vendors/:id/audit-score.svg')
  @Allow(...everybodyInside)
  @Header('Cache-Control', 'private, no-cache')
  @ApiProduces(type)
  @ApiOperation({ summary: 'How the vendor’s inherent risk becomes its residual risk, as a picture (SVG)' })
  @ApiOkResponse(picture)
  async vendor(@Param('id', Uuid) id: string, @Res() response: Response): Promise<void> {
    send(response, await this.pictures.vendor(id));
  }
}

function send(response: Response, svg: string): void {
  response.setHeader('Content-Security-Policy', policy).type(type).send(svg);
}
