import type { ModuleRef } from '@nestjs/core';
import { AnswersFromAbove } from './answers-from-above.js';
import { SharingConcentration } from './sharing-concentration.js';
import { VendorApprovalGate } from './vendor-approval-gate.js';

/** Knows these classes only, and throws for others as ModuleRef does. */
const knowing = (...classes: unknown[]) =>
  ({
    get: (asked: unknown) => {
      if (!classes.includes(asked)) throw new Error('unknown element');
      return {};
    },
  }) as unknown as ModuleRef;

describe('the questions to the modules above', () => {
  it('let the server start when each is answered', () => {
    expect(() => {
      new AnswersFromAbove(knowing(VendorApprovalGate, SharingConcentration)).onApplicationBootstrap();
    }).not.toThrow();
  });

  it('keep it from starting when nobody answers, and say which', () => {
    expect(() => {
      new AnswersFromAbove(knowing(SharingConcentration)).onApplicationBootstrap();
    }).toThrow('No module answers VendorApprovalGate.');
    expect(() => {
      new AnswersFromAbove(knowing()).onApplicationBootstrap();
    }).toThrow('No module answers VendorApprovalGate, SharingConcentration.');
  });
});
