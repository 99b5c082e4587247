import { Get, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { Allow } from '../../auth/access.js';
import { ApiPage } from '../../http/list-query.js';
import { Resource } from '../../http/resource.js';
import { ReadOnRecord } from '../access-record.js';
import { AccessRecords } from '../access-records.js';
import { AccessRecordDto, AccessRecordsRequest } from './access-record.dto.js';

@Resource('access-records', 'Ledger')
export class AccessRecordsController {
  constructor(private readonly records: AccessRecords) {}

  @Get()
  @Allow('auditor', 'dpo')
  @ReadOnRecord('access_record')
  @ApiOperation({ summary: 'Who read people, ledger entries, documents and bundles; newest first' })
  @ApiPage(AccessRecordDto)
  async list(@Query() query: AccessRecordsRequest): Promise<Page<AccessRecordDto>> {
    return mapPage(await this.records.page(query, query), (record) => AccessRecordDto.of(record));
  }
}
