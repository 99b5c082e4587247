import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/index.js';
import { AnswerCache } from './answer-cache.js';
import { DisclosuresService } from './disclosures.service.js';
import { DisclosuresController, FlowDisclosureController } from './http/disclosures.controller.js';
import { PublicAnswers } from './http/public-answers.js';
import { PublicApiController, PublicPagesController } from './http/public.controller.js';
import { DisclosuresRepository } from './persistence/disclosures.repository.js';
import { SharingsReader } from './persistence/sharings.reader.js';
import { PublicRegisterService } from './public-register.service.js';

@Module({
  imports: [AgreementsModule],
  controllers: [DisclosuresController, FlowDisclosureController, PublicApiController, PublicPagesController],
  providers: [
    AnswerCache,
    DisclosuresRepository,
    DisclosuresService,
    PublicAnswers,
    PublicRegisterService,
    SharingsReader,
  ],
  exports: [PublicRegisterService],
})
export class PublicRegisterModule {}
