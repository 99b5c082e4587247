import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { SharingConcentration } from './sharing-concentration.js';
import { VendorApprovalGate } from './vendor-approval-gate.js';

/** Questions of this module that a module above answers. */
const questions = [VendorApprovalGate, SharingConcentration];

/** The server does not start with a question that nobody answers: it would only show when somebody asks. */
@Injectable()
export class AnswersFromAbove implements OnApplicationBootstrap {
  constructor(private readonly modules: ModuleRef) {}

  onApplicationBootstrap(): void {
    const open = questions.filter((question) => !this.isAnswered(question)).map(({ name }) => name);
    if (open.length > 0) throw new Error(`No module answers ${open.join(', ')}.`);
  }

  private isAnswered(question: (typeof questions)[number]): boolean {
    try {
      return this.modules.get<unknown>(question, { strict: false }) !== undefined;
    } catch {
      return false; // ModuleRef has no other way to say that nothing is there
    }
  }
}
