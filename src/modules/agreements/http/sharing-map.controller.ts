import { Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Response } from 'express';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { Uuid } from '../../../platform/http/params.js';
import { AnswersPicture, sendPicture } from '../../../platform/http/picture.js';
import { Resource } from '../../../platform/http/resource.js';
import { SharingMapService } from '../sharing-map.service.js';
import { SharingMapDto, SharingMapRequest, SharingPictureRequest } from './sharing-map.dto.js';

@Resource('legal-entities/:id', 'Data flows')
export class SharingMapController {
  constructor(private readonly maps: SharingMapService) {}

  @Get('map')
  @Allow(...everybodyInside)
  @ApiOperation({
    summary: 'The map of one company: who sends what to whom, in which country, onward to whom',
    description:
      'Nodes and edges. Flows with one vendor are taken together by their direction; /map.svg is the picture.',
  })
  @ApiOkResponse({ type: SharingMapDto })
  async map(
    @Param('id', Uuid) id: string,
    @Query() { status: statuses, limit }: SharingMapRequest,
  ): Promise<SharingMapDto> {
    return SharingMapDto.of(await this.maps.map(id, { statuses, limit }));
  }

  @Get('map.svg')
  @Allow(...everybodyInside)
  @AnswersPicture()
  @ApiOperation({
    summary: 'The map of one company as a picture (SVG)',
    description:
      'At most 6 countries of each vendor and 60 recipients are drawn; the picture says what is not shown.',
  })
  async picture(
    @Param('id', Uuid) id: string,
    @Query() { status: statuses, limit }: SharingPictureRequest,
    @Res() response: Response,
  ): Promise<void> {
    sendPicture(response, await this.maps.picture(id, { statuses, limit }));
  }
}
