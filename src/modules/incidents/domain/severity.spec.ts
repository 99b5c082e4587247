import {
  availabilityLosses,
  confidentialityLosses,
  dataKinds,
  identifications,
  integrityLosses,
  severityBands,
  severityOf,
  severityProblems,
  type DataContext,
  type SeverityInputs,
} from './severity.js';

const of = (kind: DataContext['kind'], adjustment = 0, because: string | null = null): DataContext => ({
  ...{ kind, adjustment, because },
});
const mildest: SeverityInputs = {
  contexts: [of('simple')],
  identification: 'negligible',
  ...{ confidentiality: 'none', integrity: 'none', availability: 'none' },
  ...{ malicious: false, unintelligible: false },
};
const worst: SeverityInputs = {
  contexts: [of('sensitive')],
  identification: 'maximum',
  ...{ confidentiality: 'unknown_recipients', integrity: 'not_recoverable', availability: 'full' },
  ...{ malicious: true, unintelligible: false },
};

describe('the severity of a breach by the method of ENISA', () => {
  it.each<[string, Partial<SeverityInputs>, number, string]>([
    ['of nothing to speak of', {}, 0.25, 'low'],
    [
      'of names sent to one wrong person',
      { identification: 'maximum', confidentiality: 'known_recipients' },
      1.25,
      'low',
    ],
    [
      'just below medium',
      {
        contexts: [of('behavioural')],
        identification: 'significant',
        confidentiality: 'known_recipients',
      },
      1.75,
      'low',
    ],
    ['medium to the point', { contexts: [of('behavioural')], identification: 'maximum' }, 2, 'medium'],
    [
      'just below high',
      {
        contexts: [of('financial')],
        identification: 'significant',
        malicious: true,
      },
      2.75,
      'medium',
    ],
    ['high to the point', { contexts: [of('financial')], identification: 'maximum' }, 3, 'high'],
    [
      'of cards taken by an intruder',
      {
        contexts: [of('financial')],
        identification: 'significant',
        confidentiality: 'unknown_recipients',
        malicious: true,
      },
      3.25,
      'high',
    ],
    [
      'just below very high',
      {
        contexts: [of('financial')],
        identification: 'maximum',
        integrity: 'recoverable',
        availability: 'full',
      },
      3.75,
      'high',
    ],
    ['very high to the point', { contexts: [of('sensitive')], identification: 'maximum' }, 4, 'very_high'],
    ['of the worst', worst, 6, 'very_high'],
  ])('%s', (_name, change, score, band) => {
    expect(severityOf({ ...mildest, ...change }, null)).toMatchObject({ score, band });
  });

  it.each<[string, DataContext[], number]>([
    ['several kinds count as the highest', [of('simple'), of('financial'), of('behavioural')], 3],
    ['a kind is raised', [of('simple', 2, 'Names of patients.')], 3],
    ['a kind is lowered', [of('sensitive', -1, 'A cold only.')], 3],
    ['nothing counts more than sensitive data', [of('financial', 3, 'All accounts.')], 4],
    ['nothing counts less than simple data', [of('behavioural', -3, 'Public.')], 1],
    ['the highest is that after the circumstances', [of('sensitive', -3, 'Public.'), of('behavioural')], 2],
  ])('%s', (_name, contexts, dpc) => {
    expect(severityOf({ ...mildest, contexts, identification: 'maximum' }, null)).toMatchObject({
      ...{ dpc, ei: 1, score: dpc },
    });
  });

  it('is the sum of its parts, between a quarter and six, and never lower when one of them is worse', () => {
    const ladders = [identifications, confidentialityLosses, integrityLosses, availabilityLosses];
    const seen = dataKinds.flatMap((kind) =>
      identifications.flatMap((identification) =>
        confidentialityLosses.flatMap((confidentiality) =>
          integrityLosses.flatMap((integrity) =>
            availabilityLosses.flatMap((availability) =>
              [false, true].map((malicious) => {
                const losses = { identification, confidentiality, integrity, availability, malicious };
                return {
                  kind,
                  losses,
                  severity: severityOf({ ...mildest, contexts: [of(kind)], ...losses }, 1),
                };
              }),
            ),
          ),
        ),
      ),
    );
    expect(seen).toHaveLength(864);
    for (const { severity } of seen) {
      const { score, dpc, ei, circumstances } = severity;
      expect(dpc * ei + Object.values(circumstances).reduce((sum, each) => sum + each, 0)).toBe(score);
      expect(score).toBeGreaterThanOrEqual(0.25);
      expect(score).toBeLessThanOrEqual(6);
    }
    const rank = ({ kind, losses }: (typeof seen)[number]) => [
      dataKinds.indexOf(kind),
      ...[losses.identification, losses.confidentiality, losses.integrity, losses.availability].map(
        (value, nth) => (ladders[nth] as readonly string[]).indexOf(value),
      ),
      Number(losses.malicious),
    ];
    const sums = seen.map((one) => ({ ranks: rank(one), score: one.severity.score }));
    const [first] = sums;
    const last = sums.at(-1);
    expect([first?.score, last?.score]).toEqual([0.25, 6]);
    for (const one of sums) {
      const above = sums.filter(({ ranks }) => ranks.every((each, nth) => each >= (one.ranks[nth] ?? 0)));
      expect(Math.min(...above.map(({ score }) => score))).toBe(one.score);
    }
    expect(new Set(seen.map(({ severity: { band } }) => band))).toEqual(new Set(severityBands));
  });

  it.each([
    ['not known', null, null],
    ['100', 100, false],
    ['101', 101, true],
  ])('flags more than 100 people beside the score: %s', (_name, people, moreThan100People) => {
    const { score, ...flags } = severityOf(mildest, people);
    expect([score, flags.moreThan100People]).toEqual([0.25, moreThan100People]);
  });

  it('flags data that nobody can read beside the score, and the score stays', () => {
    const unreadable = severityOf({ ...worst, unintelligible: true }, null);
    expect([unreadable.score, unreadable.unintelligible]).toEqual([6, true]);
  });

  it('names every kind that stands twice and every adjustment without its reason', () => {
    const contexts = [of('simple', 1), of('simple'), of('sensitive', -2), of('financial', 1, 'Salaries.')];
    expect(severityProblems({ ...mildest, contexts }).map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/contexts/0/because', 'missing'],
      ['/contexts/1/kind', 'twice'],
      ['/contexts/2/because', 'missing'],
    ]);
    expect(severityProblems(worst)).toEqual([]);
  });
});
