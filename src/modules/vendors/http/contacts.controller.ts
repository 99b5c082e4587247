import { Body, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { ReadOnRecord } from '../../../platform/access-records/access-record.js';
import { Allow } from '../../../platform/auth/access.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { ContactsService } from '../contacts.service.js';
import { ChangeContactDto, CreateContactDto, ContactDto, ContactsRequest } from './contact.dto.js';

@Resource('vendors/:vendorId/contacts', 'Vendors')
export class ContactsController {
  constructor(
    private readonly contacts: ContactsService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @ReadOnRecord('vendor_contact')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'People at a vendor, without removed ones' })
  @ApiPage(ContactDto)
  async list(
    @Param('vendorId', Uuid) vendorId: string,
    @Query() query: ContactsRequest,
  ): Promise<Page<ContactDto>> {
    return mapPage(await this.contacts.page(vendorId, query, query), (one) => ContactDto.of(one));
  }

  @Post()
  @Allow('procurement')
  @ApiOperation({ summary: 'Add a contact person' })
  @ApiCreatedResponse({ type: ContactDto })
  async add(@Param('vendorId', Uuid) vendorId: string, @Body() body: CreateContactDto): Promise<ContactDto> {
    const { email = null, phone = null, ...rest } = body;
    return ContactDto.of(await this.contacts.add(vendorId, { email, phone, ...rest }));
  }

  @Get(':id')
  @ReadOnRecord('vendor_contact')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'One contact, now or at a moment; erased fields are null' })
  @ApiOkResponse({ type: ContactDto })
  async get(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() { at }: AtRequest,
  ): Promise<ContactDto> {
    return ContactDto.of(await this.contacts.get(vendorId, id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Revisions of a contact; personal values are not in it' })
  @ApiPage(RevisionDto)
  async history(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @Query() query: HistoryRequest,
  ): Promise<Page<RevisionDto>> {
    await this.contacts.get(vendorId, id);
    return mapPage(await this.ledger.history('vendor_contact', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @Allow('procurement')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change a contact' })
  @ApiOkResponse({ type: ContactDto })
  async change(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeContactDto,
  ): Promise<ContactDto> {
    return ContactDto.of(await this.contacts.change(vendorId, id, expected, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('procurement')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Remove a contact: the personal data are erased for good' })
  @ApiNoContentResponse()
  remove(
    @Param('vendorId', Uuid) vendorId: string,
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
  ): Promise<void> {
    return this.contacts.remove(vendorId, id, expected);
  }
}
