import { uuidv5 } from './ids.js';

it('a UUID from a name is the one that other programs make of it', () => {
  const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
  expect(uuidv5('python.org', dns)).toBe('886313e1-3b8a-5372-9b90-0c9aee199e5d');
});
