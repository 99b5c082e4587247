import { Body, Get, Param, Put, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatchToReplace, type Expected } from '../../../platform/http/if-match.js';
import { ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import type { RiskProfile } from '../domain/risk-profile.js';
import { RiskProfilesService } from '../risk-profiles.service.js';
import { ScoringModelsService } from '../scoring-models.service.js';
import { RiskProfileDto, SetRiskProfileDto } from './risk-profile.dto.js';

@Resource('vendors/:id/risk-profile', 'Audit scores')
export class RiskProfileController {
  constructor(
    private readonly profiles: RiskProfilesService,
    private readonly models: ScoringModelsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'The vendor’s inherent risk and tier with their reasons, now or at a moment' })
  @ApiOkResponse({ type: RiskProfileDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<RiskProfileDto> {
    return this.shown(await this.profiles.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Put()
  @Allow('procurement')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description:
      'ETag of the profile that is replaced; left out to create it. Missing where there is one: 428.',
  })
  @ApiOperation({ summary: 'Set the risk profile; it gives the vendor its tier' })
  @ApiOkResponse({ type: RiskProfileDto })
  async set(
    @Param('id', Uuid) id: string,
    @Who() who: Principal,
    @IfMatchToReplace() expected: Expected | null,
    @Body() body: SetRiskProfileDto,
  ): Promise<RiskProfileDto> {
    return this.shown(await this.profiles.set(id, who.id, expected, body));
  }

  @Get('history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of the risk profile' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    const profile = await this.profiles.get(id);
    return mapPage(await this.ledger.history('risk_profile', profile.id, query), (entry) =>
      RevisionDto.of(entry),
    );
  }

  private async shown(profile: RiskProfile): Promise<RiskProfileDto> {
    return RiskProfileDto.of(profile, await this.models.model(profile.modelId));
  }
}
