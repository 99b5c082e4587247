import { aTia } from '../../../../test/support/data-flow.js';
import { localDate } from '../../../shared/local-date.js';
import type { Tia } from './data-flow.js';
import { tiaLacks } from './tia.js';

const on = localDate('2026-11-25');

describe('an impact assessment', () => {
  it.each<[string, Partial<Tia>, string[]]>([
    ['with everything', {}, []],
    ['without measures where none had to cure', { conclusion: 'NO_IMPEDIMENT', measures: [] }, []],
    ['made on the day', { assessedOn: on }, []],
    ['made later', { assessedOn: localDate('2026-11-26') }, ['it was made later, on 2026-11-26']],
    ['reviewed too late', { nextReviewOn: localDate('2026-11-24') }, ['its review was due on 2026-11-24']],
    ['that found no cure', { conclusion: 'NOT_CURED' }, ['it found an impediment that nothing cures']],
    [
      'that says only that all is well',
      { conclusion: 'NO_IMPEDIMENT', assessor: null, laws: null, sources: [], nextReviewOn: null },
      [
        'the laws and practices looked at are not recorded (laws)',
        'no source is recorded (sources)',
        'who made it is not recorded (assessor)',
        'no day is set for its review (nextReviewOn)',
      ],
    ],
    [
      'that cures by measures it does not name',
      { measures: [] },
      ['the measures that cure are not recorded (measures)'],
    ],
  ])('%s lacks what it lacks', (_name, more, expected) => {
    expect(tiaLacks(aTia(more), on)).toEqual(expected);
  });
});
