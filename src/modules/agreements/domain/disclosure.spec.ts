import { isOursToTell } from './disclosure.js';

describe('people are told by us', () => {
  it.each([
    ['of what goes out', 'outbound', 'approved', false, true],
    ['of what goes both ways', 'bidirectional', 'active', false, true],
    ['not of what only comes in', 'inbound', 'approved', false, false],
    ['not before the direction is known', null, 'draft', false, false],
    ['not of what we do for others', 'outbound', 'approved', true, false],
    ['not of what is over', 'outbound', 'closed', false, false],
  ] as const)('%s', (_what, direction, status, asProcessor, ours) => {
    expect(isOursToTell({ direction, status }, asProcessor)).toBe(ours);
  });
});
