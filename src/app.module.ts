import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { dataSourceOptions } from './data-source.js';
import { AgreementsModule } from './modules/agreements/agreements.module.js';
import { AuditScoresModule } from './modules/audit-scores/audit-scores.module.js';
import { AuditsModule } from './modules/audits/audits.module.js';
import { CalendarModule } from './modules/calendar/calendar.module.js';
import { ErasuresModule } from './modules/erasures/erasures.module.js';
import { DoraModule } from './modules/dora/dora.module.js';
import { EvidenceModule } from './modules/evidence/evidence.module.js';
import { ExportsModule } from './modules/exports/exports.module.js';
import { IdentityModule } from './modules/identity/identity.module.js';
import { IncidentsModule } from './modules/incidents/incidents.module.js';
import { NoticesModule } from './modules/notices/notices.module.js';
import { PublicRegisterModule } from './modules/public-register/public-register.module.js';
import { QuestionnairesModule } from './modules/questionnaires/questionnaires.module.js';
import { ReferenceDataModule } from './modules/reference-data/reference-data.module.js';
import { StandardsModule } from './modules/standards/standards.module.js';
import { RetentionModule } from './modules/retention/retention.module.js';
import { SubscribersModule } from './modules/subscribers/subscribers.module.js';
import { VendorsModule } from './modules/vendors/vendors.module.js';
import { AccessRecordsInterceptor } from './platform/access-records/access-records.interceptor.js';
import { AccessGuard } from './platform/auth/access.guard.js';
import { ConfigModule } from './platform/config/config.module.js';
import type { Config } from './platform/config/config.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { ProblemFilter } from './platform/errors/problem.filter.js';
import { AnswersInterceptor } from './platform/http/answers.interceptor.js';
import { IdempotencyInterceptor } from './platform/http/idempotency.interceptor.js';
import { UploadInterceptor } from './platform/http/upload.interceptor.js';
import { validationPipe } from './platform/http/validation.js';
import { LedgerModule } from './platform/ledger/ledger.module.js';
import { OutgoingModule } from './platform/outgoing/outgoing.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { ClockModule } from './platform/system-clock.js';

/** Features, lowest first; concentration and other answers from above reach down by injection only. */
const features = [
  ReferenceDataModule,
  IdentityModule,
  EvidenceModule,
  VendorsModule,
  QuestionnairesModule,
  AuditsModule,
  AuditScoresModule,
  StandardsModule,
  AgreementsModule,
  IncidentsModule,
  NoticesModule,
  SubscribersModule,
  CalendarModule,
  ErasuresModule,
  RetentionModule,
  DoraModule,
  ExportsModule,
  PublicRegisterModule,
];

@Module({})
export class AppModule {
  /** `databaseUrl` is the restricted role's address, as `prepareDatabase` answers it. */
  static with(config: Config, databaseUrl: string, { background = true } = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ClockModule,
        ConfigModule.with(config),
        DatabaseModule.with(dataSourceOptions(databaseUrl, config.KEYHOLDER_POOL_SIZE)),
        LedgerModule,
        PlatformModule.with({ background }),
        OutgoingModule,
        ...features,
      ],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useFactory: validationPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: UploadInterceptor },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: AnswersInterceptor },
        { provide: APP_INTERCEPTOR, useClass: AccessRecordsInterceptor },
      ],
    };
  }
}
