import type { ModuleRef } from '@nestjs/core';
import { AnswersFromAbove } from './answers-from-above.js';

abstract class MayItStart {
  abstract answer(): boolean;
}
abstract class WhoKnows {
  abstract answer(): string;
}

/** Knows these classes only, and throws for others as ModuleRef does. */
const knowing = (...classes: unknown[]) =>
  ({
    get: (asked: unknown) => {
      if (!classes.includes(asked)) throw new Error('unknown element');
      return {};
    },
  }) as unknown as ModuleRef;

function startUp(...answered: unknown[]): void {
  const answers = new AnswersFromAbove(knowing(...answered));
  answers.expect(MayItStart, WhoKnows);
  answers.onApplicationBootstrap();
}

describe('the questions to the modules above', () => {
  it('let the server start when each is answered', () => {
    expect(() => {
      startUp(MayItStart, WhoKnows);
    }).not.toThrow();
  });

  it('keep it from starting when nobody answers, and say which', () => {
    expect(() => {
      startUp(WhoKnows);
    }).toThrow('No module answers MayItStart.');
    expect(() => {
      startUp();
    }).toThrow('No module answers MayItStart, WhoKnows.');
  });
});
