import { listOf } from './catalogue.js';
import { volumeBandOf } from './volume-band.js';

describe('the volume band', () => {
  it.each([
    [0, 'V0'],
    [1, 'V1'],
    [999, 'V1'],
    [1_000, 'V2'],
    [99_999, 'V2'],
    [100_000, 'V3'],
    [999_999, 'V3'],
    [1_000_000, 'V4'],
    [8_000_000_000, 'V4'],
  ])('of %d people is %s', (people, band) => {
    expect(volumeBandOf(people)).toBe(band);
  });
  it.each([-1, 0.5, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('does not exist for %d', (people) => {
    expect(() => volumeBandOf(people)).toThrow(RangeError);
  });
  it('has bands that touch without a gap and carry their factor', () => {
    const bands = listOf('volume_band').items;
    expect(bands.map(({ factor }) => factor)).toEqual([0, 1, 2, 3, 4]);
    expect(bands.slice(1).map(({ minPeople }) => minPeople)).toEqual(
      bands.slice(0, -1).map(({ maxPeople = Number.NaN }) => maxPeople + 1),
    );
  });
});
