import type { LocalDate } from '../../../shared/local-date.js';
import type { AdequacyList } from './adequacy-change.js';
import { eeaPeriod } from './country.js';
import type { ExporterRegime } from './list-items.js';

/** Whose law on transfers binds an exporter in this country on that day. The UK was bound by EU law to 2020-12-31. */
export function exporterRegime(country: string, on: LocalDate): ExporterRegime {
  const period = eeaPeriod(country, on);
  if (period !== null && period.status !== 'BRIDGE') return period.group;
  if (country === 'GB') return 'UK';
  return country === 'CH' ? 'CH' : 'OTHER';
}

const lists = {
  EU: 'adequacy_eu',
  EEA_EFTA: 'adequacy_eu',
  UK: 'adequacy_uk',
  CH: 'adequacy_ch',
} as const satisfies Readonly<Record<Exclude<ExporterRegime, 'OTHER'>, AdequacyList>>;

/** The list of adequacy decisions that exporters under this law may rely on; null where none are recorded. */
export function listFor(regime: ExporterRegime): AdequacyList | null {
  return regime === 'OTHER' ? null : lists[regime];
}

/** The law that restricts transfers by exporters of this regime. */
export const transferLaw: Readonly<Record<ExporterRegime, string>> = {
  EU: 'GDPR Art. 44',
  EEA_EFTA: 'GDPR Art. 44',
  UK: 'UK GDPR Chapter V',
  CH: 'FADP Art. 16',
  OTHER: 'GDPR Art. 44',
};
