import { line, propsOf, resultOf, tokenOf, type Assessed } from './oscal.js';

const uuid = (name: string) => `<${name}>`;
const start = new Date('2026-03-01T00:00:00Z');
const assessed: Assessed = {
  ...{ id: 'r1', title: 'A\n result', description: 'Two\nlines', start, end: null, about: [] },
  vendor: { id: 'v1', name: 'Acme' },
  controls: ['ISO27001:A.8.24', 'mfa', 'mfa'],
  observed: [
    {
      ...{ id: 'o1', title: 'MFA?', description: 'Answer: yes', methods: ['INTERVIEW'], collected: start },
      ...{ expiresOn: '2026-12-31', evidence: [{ id: 'e1', description: 'SOC2' }], about: [] },
    },
  ],
  judged: [
    {
      ...{ id: 'f1', control: 'mfa', title: 'MFA?', description: 'Fine', isSatisfied: false },
      ...{ observations: ['o1'], risks: ['k1'] },
    },
  ],
  risks: [{ id: 'k1', title: 'None', statement: 'Bad', status: 'open', dueOn: '2026-05-01', about: [] }],
};

describe('a record as an OSCAL result', () => {
  it('says what was seen, until when it is good, and what that means for the control', () => {
    expect(resultOf(assessed, uuid)).toMatchObject({
      ...{ uuid: '<r1>', title: 'A result', description: 'Two\nlines', start: '2026-03-01T00:00:00.000Z' },
      'reviewed-controls': {
        'control-selections': [
          { 'include-controls': [{ 'control-id': 'ISO27001_A.8.24' }, { 'control-id': 'mfa' }] },
        ],
      },
      observations: [
        {
          ...{ uuid: '<o1>', methods: ['INTERVIEW'], expires: '2026-12-31T23:59:59Z' },
          subjects: [{ 'subject-uuid': '<v1>', type: 'party', title: 'Acme' }],
          'relevant-evidence': [{ href: 'urn:uuid:e1', description: 'SOC2' }],
        },
      ],
      findings: [
        {
          target: {
            type: 'objective-id',
            'target-id': 'mfa',
            status: { state: 'not-satisfied', reason: 'fail' },
          },
          'related-observations': [{ 'observation-uuid': '<o1>' }],
          'related-risks': [{ 'risk-uuid': '<k1>' }],
        },
      ],
      risks: [{ uuid: '<k1>', status: 'open', deadline: '2026-05-01T23:59:59Z' }],
    });
  });

  it('leaves out lists without members, and says when no control is named', () => {
    const none = { controls: [], observed: [], judged: [], risks: [] };
    const result = resultOf({ ...assessed, ...none }, uuid);
    expect(Object.keys(result)).not.toEqual(expect.arrayContaining(['observations']));
    expect(result).toMatchObject({
      'reviewed-controls': { 'control-selections': [{ description: 'No control of a catalogue is named.' }] },
    });
    expect(result).not.toHaveProperty('findings');
    expect(result).not.toHaveProperty('risks');
  });

  it.each([
    ['mfa', 'mfa'],
    ['ISO27001:A.8.24', 'ISO27001_A.8.24'],
    ['2.1', '_2.1'],
    ['数据', '数据'],
  ])('names the control %s as %s', (text, token) => {
    expect(tokenOf(text)).toBe(token);
  });

  it('has properties of one line that are not empty', () => {
    const about = [
      ['none', null],
      ['empty', ' \n'],
      ['two', 'a\n b'],
      ['many', ['x', 'y']],
    ] as const;
    const ns = 'urn:keyholder:oscal';
    expect(propsOf(about)).toEqual([
      { name: 'two', ns, value: 'a b' },
      { name: 'many', ns, value: 'x; y' },
    ]);
    expect(line('\ta\u2028b ')).toBe('a b');
  });
});
