import { Injectable } from '@nestjs/common';
import type { FieldError } from '../../shared/domain-error.js';
import { PublicRegisterService } from '../public-register/index.js';
import type { Choice } from './pages.js';
import type { Audience, Language, Wanted } from './domain/subscription.js';
import { DisclosuresReader } from './persistence/disclosures.reader.js';

const mostOffered = 500;

export type Offered = Readonly<{ companies: readonly Choice[]; recipients: readonly Choice[] }>;
/** `recipient`: its name, as the public register says it. */
export type Chosen = Readonly<{
  language: Language;
  audience: Audience;
  legalEntityId?: string;
  recipient?: string;
}>;

/** Of which of our companies, and of which of their recipients, one can ask to hear: what is in public already. */
@Injectable()
export class SubscriptionChoices {
  constructor(
    private readonly disclosures: DisclosuresReader,
    private readonly register: PublicRegisterService,
  ) {}

  async offered(): Promise<Offered> {
    const companies = await this.disclosures.companies();
    return { companies, recipients: await this.register.recipients(null, mostOffered) };
  }

  async of(chosen: Chosen): Promise<Readonly<{ errors: FieldError[]; wanted: Wanted }>> {
    const { language, audience, legalEntityId = null, recipient = null } = chosen;
    const [named = null] = recipient === null ? [] : await this.register.recipients(recipient, 1);
    return {
      errors: [
        ...(await this.unknownCompany(legalEntityId)),
        ...(recipient !== null && named === null ? [unknownRecipient] : []),
      ],
      wanted: { language, audience, legalEntityId, vendorId: named?.id ?? null },
    };
  }

  private async unknownCompany(id: string | null): Promise<FieldError[]> {
    if (id === null || (await this.disclosures.companies()).some((one) => one.id === id)) return [];
    const message = 'choose a company that has published a notice';
    return [{ pointer: '/legalEntityId', code: 'not_found', message }];
  }
}

const unknownRecipient: FieldError = {
  ...{ pointer: '/recipient', code: 'not_found' },
  message: 'choose a recipient by the name that the public register shows',
};
