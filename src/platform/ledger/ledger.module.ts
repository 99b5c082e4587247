import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { NewsReader } from '../news/news-reader.js';
import { NewsRelay } from '../news/news-relay.js';
import { LedgerProofsController } from './http/ledger-proofs.controller.js';
import { LedgerController } from './http/ledger.controller.js';
import { Checkpoints } from './checkpoints.js';
import { KeyFile } from './key-file.js';
import { LedgerKeys } from './ledger-keys.js';
import { LedgerReader } from './ledger-reader.js';
import { Ledger } from './ledger.js';
import { PastTables } from './past-tables.js';
import { Proofs } from './proofs.js';
import { Registers } from './register.js';
import { RestoredTables } from './restoring/restored-tables.js';
import { Sealer } from './sealer.js';
import { TreeStore } from './tree-store.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [LedgerController, LedgerProofsController],
  providers: [
    Checkpoints,
    KeyFile,
    Ledger,
    LedgerKeys,
    LedgerReader,
    NewsReader,
    NewsRelay,
    PastTables,
    Proofs,
    Registers,
    RestoredTables,
    Sealer,
    TreeStore,
  ],
  exports: [
    Checkpoints,
    Ledger,
    LedgerKeys,
    LedgerReader,
    NewsReader,
    NewsRelay,
    PastTables,
    Proofs,
    Registers,
    RestoredTables,
    Sealer,
    TreeStore,
  ],
})
export class LedgerModule {}
