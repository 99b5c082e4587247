import { Body, Get, Header, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { mapPage, type Page } from '../../../shared/page.js';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow, AllowPersons, Public } from '../../auth/access.js';
import { ApiPage } from '../../http/list-query.js';
import { Uuid } from '../../http/params.js';
import { Resource } from '../../http/resource.js';
import { Checkpoints } from '../checkpoints.js';
import { refuseLedger as refuse } from '../ledger-errors.js';
import { LedgerKeys } from '../ledger-keys.js';
import { Proofs } from '../proofs.js';
import {
  CheckpointDto,
  CheckpointsRequest,
  ConsistencyProofDto,
  ConsistencyRequest,
  InclusionProofDto,
  InclusionProofRequest,
  KeyReplacementDto,
  LedgerKeyDto,
  LedgerKeysDto,
  pemOf,
} from './ledger-proofs.dto.js';

const text = { content: { 'text/plain': { schema: { type: 'string' } } } };

/** What a stranger needs to check us. Keys, checkpoints and hashes are open: they say nothing of what is registered. */
@Resource('ledger', 'Ledger')
export class LedgerProofsController {
  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly proofs: Proofs,
    private readonly keys: LedgerKeys,
  ) {}

  @Get('key')
  @Public()
  @Header('Cache-Control', 'no-cache')
  @ApiProduces('text/plain')
  @ApiOperation({ summary: 'The public key that checkpoints are signed with now (PEM)' })
  @ApiOkResponse(text)
  async key(@Res() response: Response): Promise<void> {
    const key = (await this.keys.current()) ?? refuse('ledger.not_signed_yet', 'There is no key yet.');
    response.type('text/plain').send(pemOf(key));
  }

  @Get('keys')
  @Public()
  @ApiOperation({ summary: 'Every key that ever signed checkpoints, and which followed which' })
  @ApiOkResponse({ type: LedgerKeysDto })
  async history(): Promise<LedgerKeysDto> {
    return { items: (await this.keys.all()).map((key) => LedgerKeyDto.of(key)) };
  }

  @Post('keys/replacement')
  @AllowPersons('admin')
  @ApiOperation({
    summary: 'Revoke the current key and go on with the newest of the key file',
    description:
      'For a key that was lost or fell into foreign hands. An ordinary change of keys needs no request: append the new key ' +
      'to the key file and start again, and the old key endorses the new one.',
  })
  @ApiCreatedResponse({ type: LedgerKeyDto })
  async replace(@Body() { reason }: KeyReplacementDto): Promise<LedgerKeyDto> {
    return LedgerKeyDto.of(await this.keys.replace(reason));
  }

  @Get('checkpoint')
  @Public()
  @Header('Cache-Control', 'no-cache')
  @ApiProduces('text/plain')
  @ApiOperation({ summary: 'The newest signed tree head as text (C2SP tlog-checkpoint)' })
  @ApiOkResponse(text)
  async checkpoint(@Res() response: Response): Promise<void> {
    response.type('text/plain').send((await this.checkpoints.newest()).note);
  }

  @Get('checkpoints')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'Every signed tree head; newest first' })
  @ApiPage(CheckpointDto)
  async list(@Query() query: CheckpointsRequest): Promise<Page<CheckpointDto>> {
    return mapPage(await this.checkpoints.page(query), (checkpoint) => CheckpointDto.of(checkpoint));
  }

  @Get('entries/:id/proof')
  @Allow('auditor', 'dpo', 'admin')
  @ApiOperation({ summary: 'Proof that an entry is in the tree (RFC 6962 2.1.1)' })
  @ApiOkResponse({ type: InclusionProofDto })
  async proof(
    @Param('id', Uuid) id: string,
    @Query() { size }: InclusionProofRequest,
  ): Promise<InclusionProofDto> {
    return InclusionProofDto.of(await this.proofs.proofOf(id, size));
  }

  @Get('consistency')
  @Public()
  @ApiOperation({ summary: 'Proof that one tree is the beginning of another (RFC 6962 2.1.2)' })
  @ApiOkResponse({ type: ConsistencyProofDto })
  async consistency(@Query() { from, to }: ConsistencyRequest): Promise<ConsistencyProofDto> {
    return ConsistencyProofDto.of(await this.proofs.consistency(from, to));
  }
}
