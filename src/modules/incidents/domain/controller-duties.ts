import { countryName, exporterRegime, type NotificationClock } from '../../reference-data/codes.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { weProcess, type AffectedContract } from './affected-contract.js';
import { duty, type Case } from './duty.js';
import type { Incident } from './incident.js';
import { itemOf } from './notification-clock.js';
import type { Duty } from './obligation.js';

/** One of our companies that decides about data that were touched. */
type Controller = Readonly<{
  id: string;
  name: string;
  country: string;
  representative: string | null;
  coversCcpa: boolean;
}>;

/** Who supervises depends on where the controller is; who it is decides the law and its clock. */
export function authorityDuties(given: Case): Duty[] {
  const { incident, awareAt } = given;
  const controllers = controllersOf(given.contracts);
  if (controllers.length === 0 && !given.contracts.some(weProcess)) return [nobodyKnown(incident, awareAt)];
  return controllers.flatMap((controller) => [
    ...byRegime(controller, given),
    ...(controller.coversCcpa ? [residents(controller, awareAt)] : []),
  ]);
}

/** A high risk is told to the people, unless Art. 34(3) has another way. */
export function peopleDuties({ incident, contracts }: Case): Duty[] {
  const { risk, riskAssessedAt, exemption } = incident;
  if (risk !== 'high' || riskAssessedAt === null) return [];
  const publicly = exemption === 'A34_3_C_DISPROPORTIONATE';
  const spared = exemption !== null && !publicly ? `GDPR Art. 34(3): ${incident.riskReasons ?? ''}` : null;
  const law = publicly ? 'GDPR Art. 34(3)(c)' : 'GDPR Art. 34(1)';
  return controllersOf(contracts)
    .filter(({ country }) => country !== 'BR')
    .map(({ id, name }) =>
      duty(
        {
          key: `people:${id}`,
          to: publicly ? 'the public' : `the people whose data ${name} holds`,
          noticeKind: publicly ? 'PUBLIC' : 'SUBJECTS',
          clock: 'GDPR_34_1',
          ground: `${law}: the risk for people is high`,
          legalEntityId: id,
          notRequiredBecause: spared,
        },
        riskAssessedAt,
      ),
    );
}

function byRegime(controller: Controller, { incident, awareAt }: Case): Duty[] {
  const regime = exporterRegime(controller.country, awareAt.toISOString().slice(0, 10) as LocalDate);
  switch (regime) {
    case 'EU':
    case 'EEA_EFTA':
      return [authority(controller, 'GDPR_33_1', gdprAuthority(controller), { incident, startsAt: awareAt })];
    case 'UK':
      return [authority(controller, 'UKGDPR_33_1', 'ICO', { incident, startsAt: awareAt })];
    case 'CH':
      return [authority(controller, 'FADP_24', 'FDPIC', { incident, startsAt: awareAt })];
    case 'OTHER':
      return elsewhere(controller, incident, awareAt);
  }
}

const gdprAuthority = ({ country }: Controller) => `supervisory authority of ${countryName(country)}`;

/** Without establishment in the EEA there is no one-stop-shop, EDPB Guidelines 9/2022 paragraph 73. */
function elsewhere(controller: Controller, incident: Incident, awareAt: Date): Duty[] {
  const of = { incident, startsAt: awareAt };
  const each = 'supervisory authority of each country in which people are affected';
  const eea = controller.representative === null ? [] : [authority(controller, 'GDPR_33_1', each, of)];
  if (controller.country === 'BR') return [...eea, ...brazil(controller, of)];
  if (controller.coversCcpa && controller.country === 'US') return eea;
  return [...eea, unknownLaw(controller, awareAt)];
}

function brazil(controller: Controller, of: Start): Duty[] {
  const anpd = authority(controller, 'LGPD_48', 'ANPD', of);
  const to = `the people whose data ${controller.name} holds`;
  return [anpd, { ...anpd, key: `lgpd-people:${controller.id}`, to, noticeKind: 'SUBJECTS' }];
}

type Start = Readonly<{ incident: Incident; startsAt: Date }>;

function authority(
  { id, name }: Controller,
  clock: NotificationClock,
  to: string,
  { incident, startsAt }: Start,
): Duty {
  const { law = '' } = itemOf(clock);
  return duty(
    {
      key: `authority:${id}:${clock}`,
      to,
      noticeKind: 'SA_INITIAL',
      clock,
      ground: `${law}: ${name} is controller`,
      legalEntityId: id,
      notRequiredBecause: belowThreshold(clock, incident),
    },
    startsAt,
  );
}

/** Art. 33(1) asks unless a risk is unlikely; the Swiss law only when it is high. Nobody has judged: it is asked. */
function belowThreshold(clock: NotificationClock, { risk, riskReasons }: Incident): string | null {
  if (risk === null || risk === 'high' || (risk === 'likely' && clock !== 'FADP_24')) return null;
  const found = risk === 'unlikely' ? 'A risk is unlikely' : 'The risk is not high';
  return `${found}: ${riskReasons ?? ''}`;
}

function residents({ id, name }: Controller, awareAt: Date): Duty {
  const said = {
    key: `residents:${id}`,
    to: 'residents of California (and the Attorney General where more than 500)',
    noticeKind: 'SUBJECTS' as const,
    clock: 'CA_1798_82' as const,
    ground: `Cal. Civ. Code 1798.82: ${name} shares under a contract on Californian data`,
    legalEntityId: id,
  };
  return duty(said, awareAt);
}

function unknownLaw({ id, name, country }: Controller, awareAt: Date): Duty {
  const said = {
    key: `law:${id}`,
    to: `authority of ${countryName(country)}`,
    noticeKind: 'SA_INITIAL' as const,
    clock: null,
    ground: `The law of ${countryName(country)} on breaches, for ${name}: look it up, its period is not on record here`,
    legalEntityId: id,
  };
  return duty(said, awareAt);
}

/** No flow and no contract leads to one of our companies: the clock runs nevertheless. */
function nobodyKnown(incident: Incident, awareAt: Date): Duty {
  const said = {
    key: 'authority:unknown',
    to: 'supervisory authority',
    noticeKind: 'SA_INITIAL' as const,
    clock: 'GDPR_33_1' as const,
    ground: 'GDPR Art. 33(1): no flow or agreement on record says which of our companies is controller',
    notRequiredBecause: belowThreshold('GDPR_33_1', incident),
  };
  return duty(said, awareAt);
}

function controllersOf(contracts: readonly AffectedContract[]): Controller[] {
  const found = new Map<string, Controller>();
  for (const contract of contracts.filter((one) => !weProcess(one))) {
    const { legalEntityId: id, legalEntityName: name, legalEntityCountry: country } = contract;
    const coversCcpa = contract.coversCcpa || (found.get(id)?.coversCcpa ?? false);
    found.set(id, { id, name, country, representative: contract.representative, coversCcpa });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
