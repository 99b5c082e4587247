import { Get, Param, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { Uuid } from '../../../platform/http/params.js';
import { AnswersPicture, sendPicture } from '../../../platform/http/picture.js';
import { Resource } from '../../../platform/http/resource.js';
import { ScorePicturesService } from '../score-pictures.service.js';

@Resource('', 'Audit scores')
export class ScorePicturesController {
  constructor(private readonly pictures: ScorePicturesService) {}

  @Get('audit-scores/portfolio.svg')
  @Allow(...everybodyInside)
  @AnswersPicture()
  @ApiOperation({ summary: 'All vendors by inherent and residual risk, as a picture (SVG)' })
  async portfolio(@Res() response: Response): Promise<void> {
    sendPicture(response, await this.pictures.portfolio());
  }

  @Get('vendors/:id/audit-score.svg')
  @Allow(...everybodyInside)
  @AnswersPicture()
  @ApiOperation({ summary: 'How the vendor’s inherent risk becomes its residual risk, as a picture (SVG)' })
  async vendor(@Param('id', Uuid) id: string, @Res() response: Response): Promise<void> {
    sendPicture(response, await this.pictures.vendor(id));
  }
}
