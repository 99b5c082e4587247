import type { LocalDate } from '../../../shared/local-date.js';
import type { Unmet } from '../../../shared/unmet.js';
import { mayStartOn, namingsOf, toldSince, type InForce } from './disclosure.js';
import type { FlowRecipient } from './naming.js';

/** Somebody who gets data under a flow, and in which countries. */
export type NamedFlowRecipient = FlowRecipient & Readonly<{ label: string; countries: readonly string[] }>;

/** A flow as far as people are told of it. */
export type ToldFlow = Readonly<{
  groups: readonly string[];
  recipients: readonly NamedFlowRecipient[];
  /** The data have gone before. */
  hasStarted: boolean;
}>;

export type Lead = Readonly<{ days: number; today: LocalDate }>;

/** Who is not told of whom, and of whom people were told too late: one reason for each recipient. */
export function unmetDisclosure(
  { groups, recipients, hasStarted }: ToldFlow,
  inForce: readonly InForce[],
  lead: Lead,
): Unmet[] {
  return recipients.flatMap((recipient) => {
    const since = groups.map((group) => toldSince(namingsOf(recipient, group, inForce)));
    const untold = groups.filter((_group, at) => since[at] === null);
    if (untold.length > 0) return [undisclosed(recipient, untold)];
    const day = since
      .map((moment) => mayStartOn(moment ?? '', lead.days))
      .sort()
      .at(-1);
    return hasStarted || day === undefined || day <= lead.today ? [] : [tooSoon(recipient, day, lead)];
  });
}

const law = 'GDPR Art. 13(1)(e), 14(1)(e), 14(3)(c)';

function undisclosed(recipient: NamedFlowRecipient, groups: readonly string[]): Unmet {
  return unmet(recipient, {
    code: 'NOTICE_RECIPIENT_NOT_NAMED',
    requirement: 'Whoever gets the data is named, by itself or by its category, to those whose data they are',
    message: `No published notice tells ${groups.join(', ')} of ${labelled(recipient)}.`,
    facts: { groups },
    remedy:
      'Publish a version of a notice for them that names it, in every language in which that notice is published ' +
      '(POST /notices/{id}/versions).',
  });
}

function tooSoon(recipient: NamedFlowRecipient, day: LocalDate, { days }: Lead): Unmet {
  return unmet(recipient, {
    code: 'NOTICE_LEAD_TIME',
    requirement:
      'People hear of a recipient before it gets their data, by the days that the organisation set',
    message: `People were told of ${labelled(recipient)} less than ${days} days ago: not before ${day}.`,
    facts: { mayStartOn: day, leadDays: days },
    remedy: `Start on ${day} or later.`,
  });
}

function labelled({ label, countries }: NamedFlowRecipient): string {
  return countries.length === 0 ? label : `${label} (${countries.join(', ')})`;
}

function unmet(
  { label, vendorId, countries }: NamedFlowRecipient,
  { facts, ...reason }: Pick<Unmet, 'code' | 'requirement' | 'message' | 'facts' | 'remedy'>,
): Unmet {
  return {
    ...reason,
    facts: { recipient: label, vendorId, countries, ...facts },
    ...{ law, error: null, severity: 'blocking', waivable: false, waivedUntil: null, waiverId: null },
  };
}
