import { uuidv5 } from './ids.js';

it('a UUID from a name is that of RFC 9562, appendix A.4', () => {
  const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
  expect(uuidv5('www.example.com', dns)).toBe('2ed6657d-e942-568b-95e1-2665a8aea6a2');
});
