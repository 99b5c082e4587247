import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Upkeep } from '../../platform/upkeep.js';
import { AmendmentsService } from './amendments.service.js';

const mostAtOnce = 20;

/** A signed amendment takes effect by itself on its day. */
@Injectable()
export class AmendmentWatch implements OnModuleInit {
  constructor(
    private readonly upkeep: Upkeep,
    private readonly amendments: AmendmentsService,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('amendments whose day has come', (tx) => this.amendments.takeEffectOf(tx, mostAtOnce));
  }
}
