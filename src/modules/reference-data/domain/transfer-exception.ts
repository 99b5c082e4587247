import type { LocalDate } from '../../../shared/local-date.js';
import type { ExceptionNeed, ExceptionRule, TransferToolItem } from './list-items.js';
import type { FrequencyBand, VolumeBand } from './sharing-codes.js';

/** What is on record for a transfer that rests on an exception, GDPR Art. 49. */
export type TransferException = Readonly<{
  /** What makes the ground true: the contract, the claim, the law, the register, the interests that compel. */
  ground: string | null;
  /** Why this transfer is necessary for it, and why neither adequacy nor a safeguard carries it. */
  necessity: string | null;
  /** It does not happen regularly; null while nobody has said so. */
  occasional: boolean | null;
  /** Suitable safeguards, Art. 49(1) second subparagraph. */
  safeguards: string | null;
  /** All circumstances of the transfer were assessed, Art. 49(1) second subparagraph, (6). */
  assessedOn: LocalDate | null;
  /** People were told of the risks before they consented, Art. 49(1)(a). */
  risksToldOn: LocalDate | null;
  authorityInformedOn: LocalDate | null;
  peopleInformedOn: LocalDate | null;
  evidenceId: string | null;
}>;

/** How often, and of how many people; null is not known. */
export type SharingScale = Readonly<{ frequency: FrequencyBand | null; volume: VolumeBand | null }>;

type Claim = Readonly<{ record: TransferException | null; scale: SharingScale; on: LocalDate }>;

const missing: Readonly<Record<ExceptionNeed, string>> = {
  ground: 'what makes its ground true is not recorded (ground)',
  necessity: 'why it is necessary, and no safeguard serves, is not recorded (necessity)',
  safeguards: 'suitable safeguards are not recorded (safeguards)',
  assessedOn: 'the circumstances were not assessed by then (assessedOn)',
  risksToldOn: 'people were not told of the risks by then (risksToldOn)',
  authorityInformedOn: 'the supervisory authority was not informed by then (authorityInformedOn)',
  peopleInformedOn: 'the people were not informed by then (peopleInformedOn)',
};

/** Everything that keeps an exception from carrying the transfer on that day: it is read strictly, and unknown is no. */
export function exceptionLacks({ exception }: TransferToolItem, { record, scale, on }: Claim): string[] {
  if (!exception) return ['it is no exception'];
  return [
    ...beyondScale(exception, scale),
    ...(record?.occasional === true ? [] : ['nobody has recorded that it is occasional (occasional)']),
    ...exception.needs.filter((need) => !isGiven(need, record, on)).map((need) => missing[need]),
  ];
}

function beyondScale({ frequencies, volumes }: ExceptionRule, { frequency, volume }: SharingScale): string[] {
  const rare = frequency !== null && frequencies.includes(frequency);
  const few = volumes === undefined || (volume !== null && volumes.includes(volume));
  return [
    ...(rare ? [] : [`it never carries what is sent ${frequency ?? 'at a frequency that is not known'}`]),
    ...(few
      ? []
      : [`it is for few people (${volumes.join(', ')}), not for ${volume ?? 'a number that is not known'}`]),
  ];
}

/** A day counts from itself on; a word counts when there is one. */
function isGiven(need: ExceptionNeed, record: TransferException | null, on: LocalDate): boolean {
  const value = record?.[need] ?? null;
  return value !== null && (!need.endsWith('On') || value <= on);
}
