import { blocking, type Unmet } from './unmet.js';

describe('what is unmet', () => {
  it('stands in the way when it blocks, not as a warning and not while it is waived', () => {
    const unmet = (code: string, severity: Unmet['severity'], waivedUntil: string | null): Unmet => ({
      ...{
        code,
        severity,
        waivedUntil,
        requirement: 'r',
        message: 'm',
        law: 'l',
        remedy: 'r',
        waivable: true,
        waiverId: null,
        facts: {},
        error: null,
      },
    });
    const all = [
      unmet('A', 'blocking', null),
      unmet('B', 'warning', null),
      unmet('C', 'blocking', '2027-01-01'),
    ];
    expect(blocking(all).map(({ code }) => code)).toEqual(['A']);
  });
});
