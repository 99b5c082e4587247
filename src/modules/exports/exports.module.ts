import { Module } from '@nestjs/common';
import { RegistersController } from './http/registers.controller.js';
import { RegisterExportsService } from './register-exports.service.js';

@Module({
  controllers: [RegistersController],
  providers: [RegisterExportsService],
})
export class ExportsModule {}
