import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import type { StaffRole } from '../../../shared/roles.js';
import { ReadOnRecord } from '../../../platform/access-records/access-record.js';
import { Allow } from '../../../platform/auth/access.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { IfMatchWhenSent, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatchWhenSent, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { Who } from '../../../platform/http/who.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { InvitationsService } from '../invitations.service.js';
import { InvitationDto, InvitationsRequest, InviteDto, NewInvitationDto } from './invitation.dto.js';

/** They name contact persons: not for everybody inside. */
const readers: readonly StaffRole[] = ['procurement', 'assessor', 'dpo', 'auditor'];

@Resource('assessments/:id/invitations', 'Questionnaires')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @ReadOnRecord('invitation')
  @Allow(...readers)
  @ApiOperation({ summary: 'Who was invited to answer' })
  @ApiPage(InvitationDto)
  async list(
    @Param('id', Uuid) id: string,
    @Query() query: InvitationsRequest,
  ): Promise<Page<InvitationDto>> {
    return mapPage(await this.invitations.page(id, query), (invitation) => InvitationDto.of(invitation));
  }

  @Post()
  @Allow('procurement', 'assessor')
  @ApiOperation({ summary: 'Invite somebody to answer; the link is in this answer and nowhere else' })
  @ApiCreatedResponse({ type: NewInvitationDto })
  async invite(
    @Who() who: Principal,
    @Param('id', Uuid) id: string,
    @Body() { email, sections = null, expiresAt }: InviteDto,
  ): Promise<NewInvitationDto> {
    const { invitation, token, link } = await this.invitations.invite(who.id, id, {
      email,
      sections,
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
    });
    return { ...InvitationDto.of(invitation), token, link };
  }

  @Get(':invitationId')
  @ReadOnRecord('invitation')
  @Allow(...readers)
  @ApiOperation({ summary: 'One invitation, now or at a moment' })
  @ApiOkResponse({ type: InvitationDto })
  async get(
    @Param('id', Uuid) id: string,
    @Param('invitationId', Uuid) invitationId: string,
    @Query() { at }: AtRequest,
  ): Promise<InvitationDto> {
    const moment = at === undefined ? undefined : new Date(at);
    return InvitationDto.of(await this.invitations.get(id, invitationId, moment));
  }

  @Get(':invitationId/history')
  @Allow(...readers)
  @ApiOperation({ summary: 'Revisions of an invitation' })
  @ApiPage(RevisionDto)
  async history(
    @Param('id', Uuid) id: string,
    @Param('invitationId', Uuid) invitationId: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    await this.invitations.get(id, invitationId);
    const page = await this.ledger.history('invitation', invitationId, query);
    return mapPage(page, (entry) => RevisionDto.of(entry));
  }

  @Post(':invitationId/revocation')
  @HttpCode(200)
  @Allow('procurement', 'assessor')
  @ApiIfMatchWhenSent()
  @ApiOperation({ summary: 'Take an invitation back; its link stops working at once' })
  @ApiOkResponse({ type: InvitationDto })
  async revoke(
    @Param('id', Uuid) id: string,
    @Param('invitationId', Uuid) invitationId: string,
    @IfMatchWhenSent() expected: Expected,
  ): Promise<InvitationDto> {
    return InvitationDto.of(await this.invitations.revoke(id, invitationId, expected));
  }
}
