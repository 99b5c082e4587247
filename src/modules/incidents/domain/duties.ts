import type { BreachNoticeKind, NotificationClock } from '../../reference-data/codes.js';
import { vendorProcesses, weProcess, type AffectedContract } from './affected-contract.js';
import { authorityDuties, peopleDuties } from './controller-duties.js';
import { duty, type Case } from './duty.js';
import { itemOf, readClock } from './notification-clock.js';
import type { Duty } from './obligation.js';

export function dutiesOf(given: Case): Duty[] {
  const duties = [
    ...vendorDuties(given),
    ...authorityDuties(given),
    ...peopleDuties(given),
    ...customerDuties(given),
    ...partnerDuties(given),
    ...sectorDuties(given),
  ];
  return [...new Map(duties.map((duty) => [duty.key, duty])).values()];
}

/** A processor tells its controller, Art. 33(2); how late it was shows in its own moments. */
function vendorDuties({ incident, contracts }: Case): Duty[] {
  const { vendorDetectedAt, vendorNotifiedAt } = incident;
  if (vendorDetectedAt === null) return [];
  return contracts
    .filter((contract) => contract.breached && vendorProcesses(contract))
    .map((contract) =>
      duty(
        {
          ...about(contract, 'PROC_TO_CTRL', 'GDPR_33_2'),
          key: `vendor:${contract.agreementId}`,
          by: 'vendor',
          to: contract.legalEntityName,
          ground: `${itemOf('GDPR_33_2').law ?? ''}: ${contract.vendorName} processes for us under ${contract.reference}${hoursOf(contract)}`,
          sentAt: vendorNotifiedAt,
        },
        vendorDetectedAt,
        contract.breachNoticeHours,
      ),
    );
}

/** We are processor ourselves: the 72 hours are not ours, our controllers' are. No risk is weighed first. */
function customerDuties({ awareAt, contracts, customers }: Case): Duty[] {
  const processing = contracts.filter(weProcess);
  const named = processing.flatMap((contract) =>
    contract.parties
      .filter(({ role }) => role === 'CONTROLLER')
      .map(({ name }) => toController(contract, name, awareAt)),
  );
  const direct = [...processing.filter(({ vendorRole }) => vendorRole === 'CONTROLLER'), ...customers].map(
    (contract) => toController(contract, contract.vendorName, awareAt),
  );
  const told = new Set([...named, ...direct].map(({ legalEntityId }) => legalEntityId));
  const unnamed = processing
    .filter(({ legalEntityId }) => !told.has(legalEntityId))
    .map((contract) => ({
      ...toController(contract, `the controllers for whom ${contract.legalEntityName} processes`, awareAt),
      key: `controllers:${contract.legalEntityId}`,
    }));
  return [...named, ...direct, ...unnamed];
}

function toController(contract: AffectedContract, to: string, awareAt: Date): Duty {
  return duty(
    {
      ...about(contract, 'PROC_TO_CTRL', 'GDPR_33_2'),
      key: `controller:${contract.agreementId}:${to}`,
      to,
      ground: `GDPR Art. 33(2): ${contract.legalEntityName} processes for it under ${contract.reference}${hoursOf(contract)}`,
    },
    awareAt,
    contract.breachNoticeHours,
  );
}

const partners = [
  'CONTROLLER',
  'INDEPENDENT_CONTROLLER',
  'RECIPIENT',
  'EXPORTER',
  'IMPORTER',
  'THIRD_PARTY_GDPR',
];

/** Joint controllers by their arrangement, and whoever has a contract that asks for it; who was breached knows. */
function partnerDuties({ awareAt, contracts }: Case): Duty[] {
  return contracts.flatMap((contract) => {
    const vendor = { name: contract.vendorName, role: contract.vendorRole };
    const joint = contract.kind === 'joint_controllership' ? [{ ...vendor, role: 'JOINT_CONTROLLER' }] : [];
    const others = [...contract.parties, ...(contract.breached ? [] : [...joint, vendor])];
    return others.flatMap(({ name, role }) => {
      if (role === 'JOINT_CONTROLLER') return [toJointController(contract, name, awareAt)];
      const asked = contract.breachNoticeHours !== null && partners.includes(role) && !weProcess(contract);
      return asked ? [toPartner(contract, name, awareAt)] : [];
    });
  });
}

function toJointController(contract: AffectedContract, to: string, awareAt: Date): Duty {
  const said = {
    ...about(contract, 'JOINT_CTRL', null),
    key: `joint:${contract.agreementId}:${to}`,
    to,
    ground: `GDPR Art. 26: joint controller under ${contract.reference}${hoursOf(contract)}`,
  };
  return duty(said, awareAt, contract.breachNoticeHours);
}

function toPartner(contract: AffectedContract, to: string, awareAt: Date): Duty {
  const said = {
    ...about(contract, 'CONTRACT_PARTY', null),
    key: `party:${contract.agreementId}:${to}`,
    to,
    ground: `Contract ${contract.reference}${hoursOf(contract)}`,
  };
  return duty(said, awareAt, contract.breachNoticeHours);
}

/** NIS2 and DORA where somebody said that the incident falls under them. */
function sectorDuties({ incident, awareAt, sent }: Case): Duty[] {
  return incident.sectors.flatMap(({ regime, classifiedAt }) => {
    if (regime === 'NIS2')
      return [sector('NIS2_EARLY', awareAt), sector('NIS2_NOTIFICATION', awareAt, 'SA_SUPPLEMENT')];
    const first = doraInitial(new Date(classifiedAt), awareAt);
    const second = follows('DORA_INTERMEDIATE', 'SA_SUPPLEMENT', sent.get(first.key));
    const third = follows('DORA_FINAL', 'SA_FINAL', sent.get('sector:DORA_INTERMEDIATE'));
    return [first, ...second, ...third];
  });
}

function sector(clock: NotificationClock, startsAt: Date, noticeKind: BreachNoticeKind = 'SA_INITIAL'): Duty {
  const { law = '', to, label } = itemOf(clock);
  return duty({ key: `sector:${clock}`, to, noticeKind, clock, ground: `${law}: ${label}` }, startsAt);
}

function doraInitial(classifiedAt: Date, awareAt: Date): Duty {
  const { strictDueAt: dueAt, formalEndAt } = readClock('DORA_INITIAL', classifiedAt, { awareAt });
  return { ...sector('DORA_INITIAL', classifiedAt), dueAt, formalEndAt };
}

function follows(clock: NotificationClock, kind: BreachNoticeKind, after: Date | undefined): Duty[] {
  return after === undefined ? [] : [sector(clock, after, kind)];
}

function about(
  { agreementId, legalEntityId }: AffectedContract,
  noticeKind: BreachNoticeKind,
  clock: NotificationClock | null,
) {
  return { agreementId, legalEntityId, noticeKind, clock };
}

const hoursOf = ({ breachNoticeHours }: AffectedContract): string =>
  breachNoticeHours === null ? ', without undue delay' : `, within ${breachNoticeHours} hours`;
