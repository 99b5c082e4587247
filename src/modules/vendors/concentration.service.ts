import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Concentration, VendorShare } from './sharing-concentration.js';
import { SharingConcentration } from './sharing-concentration.js';
import { VendorsService } from './vendors.service.js';

export type NamedConcentration = Omit<Concentration, 'vendors'> &
  Readonly<{ vendors: readonly (VendorShare & Readonly<{ name: string }>)[] }>;

@Injectable()
export class ConcentrationService {
  constructor(
    private readonly modules: ModuleRef,
    private readonly vendors: VendorsService,
  ) {}

  /** Where most active sharing hangs on few; the flows are counted by the module that knows them. */
  async concentration(most: number): Promise<NamedConcentration> {
    const known = this.modules.get(SharingConcentration, { strict: false });
    const concentration = await known.concentration(most);
    const names = await this.vendors.namesOf(concentration.vendors.map(({ vendorId }) => vendorId));
    const named = concentration.vendors.map((share) => ({ ...share, name: names.get(share.vendorId) ?? '' }));
    return { ...concentration, vendors: named };
  }
}
