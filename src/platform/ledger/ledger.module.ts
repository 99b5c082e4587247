import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { NewsRelay } from '../news/news-relay.js';
import { LedgerController } from './http/ledger.controller.js';
import { LedgerReader } from './ledger-reader.js';
import { Ledger } from './ledger.js';
import { Registers } from './register.js';
import { Sealer } from './sealer.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [LedgerController],
  providers: [Ledger, LedgerReader, Registers, Sealer, NewsRelay],
  exports: [Ledger, LedgerReader, Registers, Sealer, NewsRelay],
})
export class LedgerModule {}
