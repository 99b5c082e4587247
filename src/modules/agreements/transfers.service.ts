import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { invalidFields } from '../../platform/http/validation.js';
import { AdequacyBook, exporterRegime, listOf, type ExporterRegime } from '../reference-data/index.js';
import type { Transfer } from './domain/transfer.js';
import { TransfersReader, type TransferFilter } from './persistence/transfers.reader.js';

export type TransfersAsked = Omit<TransferFilter, 'fromCountries'> & Readonly<{ regime?: ExporterRegime }>;
export type TransferShown = Transfer & Readonly<{ regime: ExporterRegime }>;

/** What goes where, under whose law and by what: the question asked from the other end. */
@Injectable()
export class TransfersService {
  constructor(
    private readonly clock: Clock,
    private readonly book: AdequacyBook,
    private readonly reader: TransfersReader,
  ) {}

  async page({ regime, ...filter }: TransfersAsked, request: PageRequest): Promise<Page<TransferShown>> {
    await this.assertDecision(filter.decision);
    const fromCountries = regime === undefined ? undefined : this.countriesUnder(regime);
    const page = await this.reader.page({ ...filter, fromCountries }, request);
    const today = this.clock.today();
    const items = page.items.map((item) => ({ ...item, regime: exporterRegime(item.fromCountry, today) }));
    return { ...page, items };
  }

  private countriesUnder(regime: ExporterRegime): string[] {
    const today = this.clock.today();
    const codes = listOf('country').items.map(({ code }) => code);
    return codes.filter((code) => exporterRegime(code, today) === regime);
  }

  private async assertDecision(code: string | undefined): Promise<void> {
    if (code !== undefined && !(await this.book.knows(code)))
      throw invalidFields([
        { pointer: '/decision', code: 'unknown_code', message: `there is no adequacy decision ${code}` },
      ]);
  }
}
