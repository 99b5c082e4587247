import { localDate } from '../../../shared/local-date.js';
import { evaluateAdequacy } from './adequacy.js';
import { listOf } from './catalogue.js';
import { transferTools, type TransferTool } from './law-codes.js';
import { frequencyBands } from './sharing-codes.js';
import type { SccModule, TransferRoles } from './scc.js';
import type { TransferException } from './transfer-exception.js';
import { transferAnswer, type TransferFacts } from './transfer-tool.js';

const on = localDate('2026-11-23');
const from = (exporter: string, importer = 'IN') =>
  evaluateAdequacy({ from: exporter, to: importer, on }, []);
/** Nothing is known but what the case says; the clauses of the module that fits are signed. */
const nothing: TransferFacts = {
  adequacy: from('DE'),
  tool: null,
  on,
  grounds: {
    roles: { exporter: 'CONTROLLER', importer: 'PROCESSOR' },
    carried: ['SCC_M2'],
    approvalSeen: false,
  },
  tiaLacks: null,
  exception: null,
  scale: { frequency: null, volume: null },
};
const done = { tiaLacks: [], grounds: { ...nothing.grounds, approvalSeen: true } };
const answer = (change: Partial<TransferFacts>) => transferAnswer({ ...nothing, ...change });
/** Between the two sides that the module is for. */
const between = (tool: TransferTool): Partial<TransferFacts> => {
  const pair = pairs[tool];
  return pair ? { grounds: { roles: pair, carried: [tool as SccModule], approvalSeen: true } } : {};
};
const pairs: Partial<Record<TransferTool, TransferRoles>> = {
  SCC_M1: { exporter: 'CONTROLLER', importer: 'INDEPENDENT_CONTROLLER' },
  SCC_M3: { exporter: 'PROCESSOR', importer: 'SUB_PROCESSOR' },
  SCC_M4: { exporter: 'PROCESSOR', importer: 'CONTROLLER' },
};
const exception: TransferException = {
  ground: 'The contract of carriage with the passenger.',
  necessity: 'The hotel has to know the guest, and has signed no clauses.',
  occasional: true,
  safeguards: 'Encrypted, deleted after a week.',
  assessedOn: localDate('2026-11-20'),
  risksToldOn: localDate('2026-11-20'),
  authorityInformedOn: localDate('2026-11-21'),
  peopleInformedOn: localDate('2026-11-22'),
  evidenceId: null,
};
const once = { exception, scale: { frequency: 'ONE_OFF', volume: 'V1' } } as const;
const toolsOf = (kind: string) =>
  listOf('transfer_tool')
    .items.filter((tool) => tool.kind === kind)
    .map(({ code }) => code);

describe('a transfer', () => {
  it('needs no tool when there is none', () => {
    expect(answer({ adequacy: from('DE', 'FR') })).toEqual({
      allowed: true,
      derogation: false,
      reason: 'no restricted transfer: no tool needed',
      law: 'GDPR Art. 44',
    });
  });
  it.each([
    ['DE', 'BR', 'GDPR Art. 45'],
    ['GB', 'DE', 'UK GDPR Chapter V'],
    ['CH', 'DE', 'FADP Art. 16'],
  ])('from %s needs no tool when %s is adequate', (exporter, importer, law) => {
    expect(answer({ adequacy: from(exporter, importer) })).toMatchObject({
      allowed: true,
      derogation: false,
      law,
    });
  });
  it('without adequacy and without a tool is not allowed', () => {
    expect(answer({})).toEqual({
      allowed: false,
      derogation: false,
      reason: 'no adequacy decision recorded for India; no transfer tool is named',
      law: 'GDPR Art. 44',
    });
  });
  it('is not allowed on adequacy that is unknown', () => {
    expect(answer({ adequacy: from('DE', 'US') }).allowed).toBe(false);
    expect(answer({ ...done, adequacy: from('DE', 'US'), tool: 'ADEQUACY_ORG_LIST' }).allowed).toBe(false);
  });
  it.each(['NO_TRANSFER', ...toolsOf('ADEQUACY')] as TransferTool[])(
    'is not made adequate by claiming %s',
    (tool) => {
      expect(answer({ ...done, tool })).toMatchObject({ allowed: false, derogation: false });
    },
  );
  it('never rests on a foreign order, adequate or not', () => {
    const law = 'GDPR Art. 48';
    expect(answer({ ...done, tool: 'A48_FOREIGN_ORDER' })).toMatchObject({ allowed: false, law });
    expect(answer({ tool: 'A48_FOREIGN_ORDER', adequacy: from('DE', 'BR') })).toMatchObject({
      allowed: false,
      law,
    });
  });
  it.each(
    toolsOf('SAFEGUARD').filter(
      (tool) => !['SCC_M4', 'UK_IDTA', 'UK_ADDENDUM', 'CH_SCC', 'BR_SCC'].includes(tool),
    ),
  )('under %s is allowed once the assessment is done', (tool) => {
    const given = { ...done, ...between(tool), tool };
    expect(answer({ ...given, tiaLacks: null }).allowed).toBe(false);
    expect(answer({ ...given, tiaLacks: ['no source is recorded (sources)'] })).toMatchObject({
      allowed: false,
      reason: `${tool} needs an assessment that counts: no source is recorded (sources)`,
    });
    expect(answer(given)).toMatchObject({ allowed: true, derogation: false });
  });
  it('names the missing assessment and the article', () => {
    expect(answer({ tool: 'SCC_M2' })).toEqual({
      allowed: false,
      derogation: false,
      reason: 'SCC_M2 needs an assessment first: transfer impact assessment',
      law: 'GDPR Art. 46(2)(c)',
    });
  });
  it.each([
    ['added', true, false],
    ['not added', false, true],
    ['not known to be added', undefined, false],
  ])(
    'under Module Four without assessment, with data of the EU %s, is allowed: %s',
    (_case, added, allowed) => {
      const facts = {
        ...between('SCC_M4'),
        ...(added === undefined ? {} : { exporterAddsEuData: added }),
        tool: 'SCC_M4' as const,
      };
      expect(answer(facts).allowed).toBe(allowed);
      expect(answer({ ...facts, tiaLacks: [] }).allowed).toBe(true);
    },
  );
});

describe('an exception', () => {
  it.each(toolsOf('DEROGATION'))('under %s is allowed for one occasion, and flagged', (tool) => {
    expect(answer({ ...once, tool })).toMatchObject({ allowed: true, derogation: true });
  });
  it.each(toolsOf('DEROGATION'))('under %s never carries what is sent regularly', (tool) => {
    for (const frequency of frequencyBands.filter((band) => !['ONE_OFF', 'ON_EVENT'].includes(band)))
      expect(answer({ ...once, scale: { frequency, volume: 'V1' }, tool })).toMatchObject({
        allowed: false,
        derogation: false,
        reason: expect.stringContaining(`it never carries what is sent ${frequency}`) as string,
      });
    expect(answer({ ...once, scale: { frequency: null, volume: 'V1' }, tool }).allowed).toBe(false);
  });
  it.each(toolsOf('DEROGATION'))('under %s is not allowed on its name alone', (tool) => {
    expect(answer({ ...once, exception: null, tool }).allowed).toBe(false);
    expect(answer({ ...done, tool }).allowed).toBe(false);
  });
  it.each<[TransferTool, Partial<TransferException>, string]>([
    ['A49_1_B', { occasional: false }, 'nobody has recorded that it is occasional (occasional)'],
    ['A49_1_B', { occasional: null }, 'nobody has recorded that it is occasional (occasional)'],
    ['A49_1_E', { ground: null }, 'what makes its ground true is not recorded (ground)'],
    [
      'A49_1_D',
      { necessity: null },
      'why it is necessary, and no safeguard serves, is not recorded (necessity)',
    ],
    ['A49_1_A', { risksToldOn: null }, 'people were not told of the risks by then (risksToldOn)'],
    [
      'A49_1_SUB2',
      { authorityInformedOn: localDate('2026-11-24'), peopleInformedOn: null },
      'the supervisory authority was not informed by then (authorityInformedOn); the people were not informed by then (peopleInformedOn)',
    ],
    ['A49_1_SUB2', { safeguards: null }, 'suitable safeguards are not recorded (safeguards)'],
    ['A49_1_SUB2', { assessedOn: null }, 'the circumstances were not assessed by then (assessedOn)'],
  ])('under %s without %j says what lacks', (tool, lacking, reason) => {
    expect(answer({ ...once, exception: { ...exception, ...lacking }, tool })).toMatchObject({
      allowed: false,
      reason: `${tool} is an exception and read strictly: ${reason}`,
    });
  });
  it('for compelling interests is for few people, and not repeated', () => {
    const sent = (frequency: 'ONE_OFF' | 'ON_EVENT', volume: 'V1' | 'V2' | null) =>
      answer({ exception, scale: { frequency, volume }, tool: 'A49_1_SUB2' }).allowed;
    expect([
      sent('ONE_OFF', 'V1'),
      sent('ONE_OFF', 'V2'),
      sent('ONE_OFF', null),
      sent('ON_EVENT', 'V1'),
    ]).toEqual([true, false, false, false]);
    expect(answer({ ...once, scale: { frequency: 'ON_EVENT', volume: 'V4' }, tool: 'A49_1_E' }).allowed).toBe(
      true,
    );
  });
});

describe('a tool that does not fit', () => {
  const refusedAs = (tool: TransferTool, grounds: Partial<TransferFacts['grounds']>, exporter = 'DE') =>
    answer({
      ...{ tool, tiaLacks: [], adequacy: from(exporter) },
      grounds: { ...nothing.grounds, approvalSeen: true, ...grounds },
    }).reason;
  it.each<[TransferTool, TransferRoles, string]>([
    ['SCC_M1', { exporter: 'CONTROLLER', importer: 'PROCESSOR' }, 'CONTROLLER to PROCESSOR is SCC_M2'],
    [
      'SCC_M2',
      { exporter: 'CONTROLLER', importer: 'INDEPENDENT_CONTROLLER' },
      'CONTROLLER to INDEPENDENT_CONTROLLER is SCC_M1',
    ],
    ['SCC_M2', { exporter: 'PROCESSOR', importer: 'SUB_PROCESSOR' }, 'PROCESSOR to SUB_PROCESSOR is SCC_M3'],
    ['SCC_M3', { exporter: 'PROCESSOR', importer: 'CONTROLLER' }, 'PROCESSOR to CONTROLLER is SCC_M4'],
    [
      'SCC_M2',
      { exporter: 'CONTROLLER', importer: 'REPRESENTATIVE' },
      'CONTROLLER to REPRESENTATIVE has no module',
    ],
  ])('as %s between others says which one does', (tool, roles, reason) => {
    expect(refusedAs(tool, { roles, carried: [tool as SccModule] })).toBe(`${tool} does not fit: ${reason}`);
  });
  it.each<[TransferTool, Partial<TransferFacts['grounds']>, string, string]>([
    ['SCC_M2', { carried: [] }, 'DE', 'the agreement does not carry SCC_M2: record it in its sccModules'],
    [
      'UK_ADDENDUM',
      { carried: [] },
      'GB',
      'UK_ADDENDUM adapts the EU clauses, and the agreement carries none that fit',
    ],
    [
      'CH_SCC',
      { carried: ['SCC_M1'] },
      'CH',
      'CH_SCC adapts the EU clauses, and the agreement carries none that fit',
    ],
    [
      'BCR_P',
      { roles: { exporter: 'CONTROLLER', importer: 'CONTROLLER' } },
      'DE',
      'BCR_P is for an importer that is a PROCESSOR, and this one is CONTROLLER',
    ],
    [
      'BCR_C',
      { roles: { exporter: 'PROCESSOR', importer: 'SUB_PROCESSOR' } },
      'DE',
      'BCR_C is for an exporter that is a CONTROLLER, and ours is PROCESSOR',
    ],
    [
      'BCR_P',
      { approvalSeen: false },
      'DE',
      'BCR_P counts when somebody has seen the approval of the rules, and the importer on their list of members',
    ],
  ])('as %s with %j from %s says why', (tool, grounds, exporter, reason) => {
    expect(refusedAs(tool, grounds, exporter)).toBe(reason);
  });
  it('does not exist where the law knows it and both sides are bound', () => {
    expect(refusedAs('UK_ADDENDUM', {}, 'GB')).toBe('UK_ADDENDUM, with assessment');
    expect(refusedAs('UK_IDTA', { carried: [] }, 'GB')).toBe('UK_IDTA, with assessment');
    expect(refusedAs('CH_SCC', {}, 'CH')).toBe('CH_SCC, with assessment');
  });
  it('is no matter where a decision carries the transfer', () => {
    expect(answer({ tool: 'SCC_M1', adequacy: from('DE', 'BR') }).allowed).toBe(true);
  });
});

describe('the law of the exporter', () => {
  it.each([
    ['DE', 'UK_IDTA', false],
    ['DE', 'UK_ADDENDUM', false],
    ['DE', 'CH_SCC', false],
    ['DE', 'BR_SCC', false],
    ['NO', 'SCC_M2', true],
    ['GB', 'SCC_M2', false],
    ['GB', 'UK_IDTA', true],
    ['GB', 'UK_ADDENDUM', true],
    ['GB', 'BCR_C', true],
    ['CH', 'SCC_M2', false],
    ['CH', 'CH_SCC', true],
    ['CH', 'A49_1_SUB2', false],
    ['BR', 'BR_SCC', true],
    ['US', 'SCC_M2', true],
  ] as const)('from %s decides on %s: %s', (exporter, tool, allowed) => {
    expect(answer({ ...done, adequacy: from(exporter), tool }).allowed).toBe(allowed);
  });
  it('is named when it does not know the tool', () => {
    expect(answer({ ...done, adequacy: from('GB'), tool: 'SCC_M2' })).toEqual({
      allowed: false,
      derogation: false,
      reason: 'SCC_M2 does not exist in the law of the exporter (UK)',
      law: 'UK GDPR Chapter V',
    });
  });
});

describe('every tool', () => {
  it('is allowed with an assessment whenever it is allowed without', () => {
    const allowedWith = (tiaLacks: [] | null) =>
      transferTools.filter((tool) => answer({ ...done, ...between(tool), ...once, tiaLacks, tool }).allowed);
    expect(allowedWith([])).toEqual(expect.arrayContaining(allowedWith(null)));
    expect(allowedWith(null)).toEqual(toolsOf('DEROGATION'));
  });
});
