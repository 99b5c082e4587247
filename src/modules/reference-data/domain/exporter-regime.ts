import type { LocalDate } from '../../../shared/local-date.js';
import { listOf } from './catalogue.js';
import { eeaPeriod } from './country.js';
import type { AdequacyItem, ExporterRegime } from './list-items.js';
import type { ReferenceList } from './reference-list.js';

/** Whose law on transfers binds an exporter in this country on that day. The UK was bound by EU law to 2020-12-31. */
export function exporterRegime(country: string, on: LocalDate): ExporterRegime {
  const period = eeaPeriod(country, on);
  if (period !== null && period.status !== 'BRIDGE') return period.group;
  if (country === 'GB') return 'UK';
  return country === 'CH' ? 'CH' : 'OTHER';
}

const decisions = {
  EU: listOf('adequacy_eu'),
  EEA_EFTA: listOf('adequacy_eu'),
  UK: listOf('adequacy_uk'),
  CH: listOf('adequacy_ch'),
} as const satisfies Readonly<Record<Exclude<ExporterRegime, 'OTHER'>, ReferenceList<AdequacyItem>>>;

/** The adequacy decisions that exporters under this law may rely on; null where none are recorded. */
export function decisionsFor(regime: ExporterRegime): ReferenceList<AdequacyItem> | null {
  return regime === 'OTHER' ? null : decisions[regime];
}

/** The law that restricts transfers by exporters of this regime. */
export const transferLaw: Readonly<Record<ExporterRegime, string>> = {
  EU: 'GDPR Art. 44',
  EEA_EFTA: 'GDPR Art. 44',
  UK: 'UK GDPR Chapter V',
  CH: 'FADP Art. 16',
  OTHER: 'GDPR Art. 44',
};
