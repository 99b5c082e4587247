import { Module } from '@nestjs/common';
import { ErasuresService } from './erasures.service.js';
import { ErasuresController } from './http/erasures.controller.js';
import { DutiesReader } from './persistence/duties.reader.js';
import { ErasuresRepository } from './persistence/erasures.repository.js';

@Module({
  controllers: [ErasuresController],
  providers: [DutiesReader, ErasuresRepository, ErasuresService],
})
export class ErasuresModule {}
