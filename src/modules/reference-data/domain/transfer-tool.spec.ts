import { localDate } from '../../../shared/local-date.js';
import { evaluateAdequacy } from './adequacy.js';
import { listOf } from './catalogue.js';
import { transferTools, type TransferTool } from './law-codes.js';
import { transferAnswer, type TransferFacts } from './transfer-tool.js';

const on = localDate('2026-11-23');
const from = (exporter: string, importer = 'IN') =>
  evaluateAdequacy({ from: exporter, to: importer, on }, []);
const answer = (change: Partial<TransferFacts>) =>
  transferAnswer({ adequacy: from('DE'), tool: null, tiaDone: false, ...change });
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
    expect(answer({ adequacy: from('DE', 'US'), tool: 'ADEQUACY_ORG_LIST', tiaDone: true }).allowed).toBe(
      false,
    );
  });
  it.each(['NO_TRANSFER', ...toolsOf('ADEQUACY')] as TransferTool[])(
    'is not made adequate by claiming %s',
    (tool) => {
      expect(answer({ tool, tiaDone: true })).toMatchObject({ allowed: false, derogation: false });
    },
  );
  it('never rests on a foreign order, adequate or not', () => {
    const law = 'GDPR Art. 48';
    expect(answer({ tool: 'A48_FOREIGN_ORDER', tiaDone: true })).toMatchObject({ allowed: false, law });
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
    expect(answer({ tool, tiaDone: false }).allowed).toBe(false);
    expect(answer({ tool, tiaDone: true })).toMatchObject({ allowed: true, derogation: false });
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
      const facts = added === undefined ? {} : { exporterAddsEuData: added };
      expect(answer({ tool: 'SCC_M4', ...facts }).allowed).toBe(allowed);
      expect(answer({ tool: 'SCC_M4', tiaDone: true, ...facts }).allowed).toBe(true);
    },
  );
  it.each(toolsOf('DEROGATION'))('under %s is allowed and flagged as an exception', (tool) => {
    expect(answer({ tool })).toMatchObject({ allowed: true, derogation: true });
  });
  it('under compelling interests says what else must be done', () => {
    expect(answer({ tool: 'A49_1_SUB2' }).reason).toContain('tell the authority and the people');
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
    expect(answer({ adequacy: from(exporter), tool, tiaDone: true }).allowed).toBe(allowed);
  });
  it('is named when it does not know the tool', () => {
    expect(answer({ adequacy: from('GB'), tool: 'SCC_M2', tiaDone: true })).toEqual({
      allowed: false,
      derogation: false,
      reason: 'SCC_M2 does not exist in the law of the exporter (UK)',
      law: 'UK GDPR Chapter V',
    });
  });
});

describe('every tool', () => {
  it('is allowed with an assessment whenever it is allowed without', () => {
    const allowedWith = (tiaDone: boolean) =>
      transferTools.filter((tool) => answer({ tool, tiaDone }).allowed);
    expect(allowedWith(true)).toEqual(expect.arrayContaining(allowedWith(false)));
    expect(allowedWith(false)).toHaveLength(8);
  });
});
