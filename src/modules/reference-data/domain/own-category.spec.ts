import { labelOf } from './reference-list.js';
import { listOf } from './catalogue.js';
import {
  baseOf,
  dataCategoryOf,
  dataSubjectCategoryOf,
  isTakenIn,
  mayBeCategory,
  ownCode,
} from './own-category.js';

describe('a category of our own', () => {
  const glucose = ownCode('HEALTH_RECORD', 'GLUCOSE');

  it('is a part of one of the list, and as special or vulnerable as that', () => {
    expect([glucose, baseOf(glucose), baseOf('NAME')]).toEqual([
      'HEALTH_RECORD.GLUCOSE',
      'HEALTH_RECORD',
      'NAME',
    ]);
    expect(dataCategoryOf(glucose)).toMatchObject({ specialCategory: 'HEALTH', sensitivity: 4 });
    expect(dataSubjectCategoryOf('CHILDREN.UNDER_13')).toMatchObject({ vulnerable: true });
    expect(dataCategoryOf('SHOE_SIZE.LEFT')).toBeNull();
  });

  it.each([
    ['HEALTH_RECORD', true],
    [glucose, true],
    ['HEALTH_RECORD.G', false],
    ['HEALTH_RECORD.glucose', false],
    ['HEALTH_RECORD.', false],
    ['.GLUCOSE', false],
    ['HEALTH_RECORD.GLUCOSE.NIGHT', false],
    ['SHOE_SIZE.LEFT', false],
    ['CHILDREN.UNDER_13', false],
    ['', false],
  ])('%p may be one of the data categories: %p', (code, expected) => {
    expect(mayBeCategory('data_category', code)).toBe(expected);
  });

  it('is taken in by the whole, and does not take in the whole', () => {
    expect(isTakenIn(glucose, new Set(['HEALTH_RECORD']))).toBe(true);
    expect(isTakenIn(glucose, new Set([glucose]))).toBe(true);
    expect(isTakenIn('HEALTH_RECORD', new Set([glucose]))).toBe(false);
    expect(isTakenIn('HEALTH_RECORD.PULSE', new Set([glucose]))).toBe(false);
  });

  it('is called by the whole and its own name where only its code is known', () => {
    const list = listOf('data_category');
    expect(labelOf(list, glucose)).toBe(`${labelOf(list, 'HEALTH_RECORD')} (GLUCOSE)`);
    expect(labelOf(list, 'SHOE_SIZE.LEFT')).toBe('SHOE_SIZE.LEFT');
  });
});
