import { isOursToTell } from './disclosure.js';

describe('people are told by us', () => {
  it.each([
    ['of what goes out', { direction: 'outbound', status: 'approved' }, true],
    ['of what goes both ways', { direction: 'bidirectional', status: 'active' }, true],
    ['not of what only comes in', { direction: 'inbound', status: 'approved' }, false],
    ['not before the direction is known', { direction: null, status: 'draft' }, false],
    ['not of what is over', { direction: 'outbound', status: 'closed' }, false],
  ] as const)('%s', (_what, flow, ours) => {
    expect(isOursToTell(flow, false)).toBe(ours);
    expect(isOursToTell(flow, true)).toBe(false);
  });
});
