import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { AnswersFromAbove } from './answers-from-above.js';
import { AccessRecords } from './access-records/access-records.js';
import { OldAccessRecords } from './access-records/old-access-records.js';
import { AccessRecordsController } from './access-records/http/access-records.controller.js';
import { AccessRefusals } from './auth/access-refusals.js';
import { ActorNames } from './auth/actor-names.js';
import { BearerLinks } from './auth/bearer-links.js';
import { BearerStrategy } from './auth/bearer.strategy.js';
import { Credentials } from './auth/credentials.js';
import { RouteRules } from './auth/route-rules.js';
import { Background, BackgroundSwitch } from './background.js';
import { ProblemsController } from './errors/problems.controller.js';
import { ErasablePeople } from './erasable-people.js';
import { IncomingFiles } from './files/incoming-files.js';
import { JobsController } from './jobs/jobs.controller.js';
import { JobProgress } from './jobs/job-progress.js';
import { Jobs } from './jobs/jobs.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './health/metrics.controller.js';
import { Metrics } from './health/metrics.js';
import { PagesController } from './pages/pages.controller.js';
import { RetainedRecords } from './retained-records.js';
import { Readiness } from './health/readiness.js';
import { CheckpointFeedController } from './time-stamps/http/checkpoint-feed.controller.js';
import { TimeStampAuthority } from './time-stamps/time-stamp-authority.js';
import { TimeStamps } from './time-stamps/time-stamps.service.js';
import { Upkeep } from './upkeep.js';

const controllers = [
  AccessRecordsController,
  CheckpointFeedController,
  ProblemsController,
  JobsController,
  HealthController,
  MetricsController,
  PagesController,
];

/** What every feature may use without asking: who acts, refusals, jobs, health. */
@Global()
@Module({})
export class PlatformModule {
  static with(options: { background: boolean }): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DiscoveryModule, PassportModule],
      controllers,
      providers: [
        AccessRecords,
        AccessRefusals,
        ActorNames,
        AnswersFromAbove,
        Background,
        BearerLinks,
        BearerStrategy,
        Credentials,
        ErasablePeople,
        IncomingFiles,
        JobProgress,
        Jobs,
        Metrics,
        OldAccessRecords,
        Readiness,
        RetainedRecords,
        RouteRules,
        TimeStampAuthority,
        TimeStamps,
        Upkeep,
        { provide: BackgroundSwitch, useValue: new BackgroundSwitch(options.background) },
      ],
      exports: [
        AccessRecords,
        AccessRefusals,
        ActorNames,
        AnswersFromAbove,
        Background,
        BearerLinks,
        Credentials,
        ErasablePeople,
        IncomingFiles,
        Jobs,
        Metrics,
        Readiness,
        RetainedRecords,
        RouteRules,
        TimeStamps,
        Upkeep,
      ],
    };
  }
}
