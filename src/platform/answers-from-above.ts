import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';

/** A question that a module asks of whoever lies above it: an abstract class, answered by injection. */
export type QuestionAbove<T> = abstract new (...given: never[]) => T;

/** The server does not start with a question that nobody answers: it would only show when somebody asks. */
@Injectable()
export class AnswersFromAbove implements OnApplicationBootstrap {
  private readonly questions = new Set<QuestionAbove<unknown>>();

  constructor(private readonly modules: ModuleRef) {}

  /** Said by the module that will ask. */
  expect(...questions: readonly QuestionAbove<unknown>[]): void {
    for (const question of questions) this.questions.add(question);
  }

  /** Whoever answers. */
  to<T>(question: QuestionAbove<T>): T {
    return this.modules.get<T>(question, { strict: false });
  }

  onApplicationBootstrap(): void {
    const open = [...this.questions].filter((question) => !this.isAnswered(question)).map(({ name }) => name);
    if (open.length > 0) throw new Error(`No module answers ${open.join(', ')}.`);
  }

  private isAnswered(question: QuestionAbove<unknown>): boolean {
    try {
      return this.to(question) !== undefined;
    } catch {
      return false; // ModuleRef has no other way to say that nothing is there
    }
  }
}
