import { Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { ReadOnRecord } from '../../access-records/access-record.js';
import { Allow } from '../../auth/access.js';
import { ApiPage } from '../../http/list-query.js';
import { Uuid } from '../../http/params.js';
import { Resource } from '../../http/resource.js';
import { LedgerReader } from '../ledger-reader.js';
import { LedgerEntryDetailDto, LedgerEntryDto, LedgerRequest } from './ledger.dto.js';

@Resource('ledger', 'Ledger')
export class LedgerController {
  constructor(private readonly ledger: LedgerReader) {}

  @Get('entries')
  @ReadOnRecord('ledger_entry')
  @Allow('auditor', 'dpo', 'admin')
  @ApiOperation({ summary: 'Who did what, when and why; newest first' })
  @ApiPage(LedgerEntryDto)
  async list(@Query() query: LedgerRequest): Promise<Page<LedgerEntryDto>> {
    return mapPage(await this.ledger.entries(query, query), (entry) => LedgerEntryDto.of(entry));
  }

  @Get('entries/:id')
  @ReadOnRecord('ledger_entry')
  @Allow('auditor', 'dpo', 'admin')
  @ApiOperation({ summary: 'One entry with the subject before and after' })
  @ApiOkResponse({ type: LedgerEntryDetailDto })
  async get(@Param('id', Uuid) id: string): Promise<LedgerEntryDetailDto> {
    return LedgerEntryDetailDto.with(await this.ledger.entry(id));
  }
}
