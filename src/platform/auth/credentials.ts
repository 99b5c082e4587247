import { Injectable } from '@nestjs/common';
import type { Principal } from './principal.js';

/** Turns a presented secret into whoever holds it; null when it is unknown, ended or revoked. */
export type CredentialCheck = (secret: string) => Promise<Principal | null>;

/** Each kind of secret has its prefix; the module that issues it registers how it is checked. */
@Injectable()
export class Credentials {
  private readonly checks = new Map<string, CredentialCheck>();

  accept(prefix: string, check: CredentialCheck): void {
    this.checks.set(prefix, check);
  }

  async principalOf(secret: string): Promise<Principal | null> {
    for (const [prefix, check] of this.checks) if (secret.startsWith(prefix)) return check(secret);
    return null;
  }
}
