import { Injectable } from '@nestjs/common';
import { SharingConcentration, type Concentration } from '../vendors/index.js';
import { ConcentrationReader } from './persistence/concentration.reader.js';

@Injectable()
export class FlowConcentration extends SharingConcentration {
  constructor(private readonly reader: ConcentrationReader) {
    super();
  }

  async concentration(most: number): Promise<Concentration> {
    const { flows, people } = await this.reader.whole();
    return {
      ...{ flows, people },
      vendors: await this.reader.byVendor(most),
      countries: await this.reader.byCountry(most),
      subprocessors: await this.reader.bySubprocessor(most),
    };
  }
}
