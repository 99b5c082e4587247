import { Body, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { mapPage, type Page } from '../../../shared/page.js';
import { ReadOnRecord } from '../../../platform/access-records/access-record.js';
import { Allow, AllowPersons } from '../../../platform/auth/access.js';
import { IfMatch, type Expected } from '../../../platform/http/if-match.js';
import { ApiIfMatch, ApiPage } from '../../../platform/http/list-query.js';
import { AtRequest, Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { HistoryRequest, RevisionDto } from '../../../platform/ledger/http/ledger.dto.js';
import { LedgerReader } from '../../../platform/ledger/ledger-reader.js';
import { UsersService } from '../users.service.js';
import { ChangeUserDto, CreateUserDto, UserDto, UsersRequest } from './user.dto.js';

@Resource('users', 'Identity')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly ledger: LedgerReader,
  ) {}

  @Get()
  @ReadOnRecord('user')
  @Allow('admin', 'auditor')
  @ApiOperation({ summary: 'Our people' })
  @ApiPage(UserDto)
  async list(@Query() query: UsersRequest): Promise<Page<UserDto>> {
    return mapPage(await this.users.page(query, query), (user) => UserDto.of(user));
  }

  @Post()
  @AllowPersons('admin')
  @ApiOperation({ summary: 'Add a person' })
  @ApiCreatedResponse({ type: UserDto })
  async create(@Body() body: CreateUserDto): Promise<UserDto> {
    return UserDto.of(await this.users.create(body));
  }

  @Get(':id')
  @ReadOnRecord('user')
  @Allow('admin', 'auditor')
  @ApiOperation({ summary: 'One person, now or at a moment' })
  @ApiOkResponse({ type: UserDto })
  async get(@Param('id', Uuid) id: string, @Query() { at }: AtRequest): Promise<UserDto> {
    return UserDto.of(await this.users.get(id, at === undefined ? undefined : new Date(at)));
  }

  @Get(':id/history')
  @Allow('admin', 'auditor')
  @ApiOperation({ summary: 'Revisions of a person: by whom, when, what' })
  @ApiPage(RevisionDto)
  async history(@Param('id', Uuid) id: string, @Query() query: HistoryRequest): Promise<Page<RevisionDto>> {
    return mapPage(await this.ledger.history('user', id, query), (entry) => RevisionDto.of(entry));
  }

  @Patch(':id')
  @AllowPersons('admin')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change name, address, roles or password; it holds on the very next request' })
  @ApiOkResponse({ type: UserDto })
  async change(
    @Param('id', Uuid) id: string,
    @IfMatch() expected: Expected,
    @Body() body: ChangeUserDto,
  ): Promise<UserDto> {
    return UserDto.of(await this.users.change(id, expected, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @AllowPersons('admin')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Remove a person; all sessions end at once, the record stays' })
  @ApiNoContentResponse()
  remove(@Param('id', Uuid) id: string, @IfMatch() expected: Expected): Promise<void> {
    return this.users.remove(id, expected);
  }
}
