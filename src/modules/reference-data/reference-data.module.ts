import { Module } from '@nestjs/common';
import { ReferenceDataController } from './http/reference-data.controller.js';

@Module({ controllers: [ReferenceDataController] })
export class ReferenceDataModule {}
