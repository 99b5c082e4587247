import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { migrations } from '../migrations/index.js';
import { agreementEntities } from './modules/agreements/persistence/entities.js';
import { auditScoreEntities } from './modules/audit-scores/persistence/entities.js';
import { auditEntities } from './modules/audits/persistence/entities.js';
import { exportEntities } from './modules/exports/persistence/entities.js';
import { calendarEntities } from './modules/calendar/persistence/entities.js';
import { erasureEntities } from './modules/erasures/persistence/entities.js';
import { doraEntities } from './modules/dora/persistence/entities.js';
import { evidenceEntities } from './modules/evidence/persistence/entities.js';
import { identityEntities } from './modules/identity/persistence/entities.js';
import { incidentEntities } from './modules/incidents/persistence/entities.js';
import { noticeEntities } from './modules/notices/persistence/entities.js';
import { publicRegisterEntities } from './modules/public-register/persistence/entities.js';
import { questionnaireEntities } from './modules/questionnaires/persistence/entities.js';
import { referenceDataEntities } from './modules/reference-data/persistence/entities.js';
import { retentionEntities } from './modules/retention/persistence/entities.js';
import { standardEntities } from './modules/standards/persistence/entities.js';
import { subscriberEntities } from './modules/subscribers/persistence/entities.js';
import { vendorEntities } from './modules/vendors/persistence/entities.js';
import { AccessRecordEntity } from './platform/access-records/access-record.entity.js';
import { InstallationEntity } from './platform/database/installation.js';
import { RuntimeLoginEntity } from './platform/database/runtime-login.entity.js';
import { SnakeNames } from './platform/database/snake-names.js';
import { IdempotencyKeyEntity } from './platform/http/idempotency.entity.js';
import { RequestQuotaEntity } from './platform/http/quota.entity.js';
import { OutgoingMessageEntity } from './platform/outgoing/outgoing.entity.js';
import { JobEntity } from './platform/jobs/job.entity.js';
import {
  LedgerCheckpointEntity,
  LedgerEntryEntity,
  LedgerKeyEntity,
  LedgerLeafEntity,
  LedgerNodeEntity,
  LedgerPendingEntity,
  NewsCursorEntity,
} from './platform/ledger/ledger.entity.js';
import { TimeStampEntity } from './platform/time-stamps/time-stamp.entity.js';

pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day); // a calendar day is text, not a moment in the machine's zone

/** By name: a glob that matches nothing says nothing. */
export const entities = [
  AccessRecordEntity,
  IdempotencyKeyEntity,
  InstallationEntity,
  JobEntity,
  LedgerCheckpointEntity,
  LedgerEntryEntity,
  LedgerKeyEntity,
  LedgerLeafEntity,
  LedgerNodeEntity,
  LedgerPendingEntity,
  NewsCursorEntity,
  OutgoingMessageEntity,
  RequestQuotaEntity,
  RuntimeLoginEntity,
  TimeStampEntity,
  ...referenceDataEntities,
  ...identityEntities,
  ...evidenceEntities,
  ...vendorEntities,
  ...questionnaireEntities,
  ...auditEntities,
  ...auditScoreEntities,
  ...standardEntities,
  ...agreementEntities,
  ...incidentEntities,
  ...noticeEntities,
  ...subscriberEntities,
  ...calendarEntities,
  ...erasureEntities,
  ...retentionEntities,
  ...doraEntities,
  ...exportEntities,
  ...publicRegisterEntities,
];

export function dataSourceOptions(url: string, poolSize = 10): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNames(),
    installExtensions: false,
    synchronize: false,
    extra: {
      max: poolSize,
      connectionTimeoutMillis: 5_000,
      // estimates of long statements are high enough for PostgreSQL to compile them, which takes longer than they do
      options: '-c jit=off',
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  };
}
