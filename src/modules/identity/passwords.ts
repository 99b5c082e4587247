import { Injectable } from '@nestjs/common';
import { hash, verify, type Options } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';

/** OWASP's minimum for Argon2id: 19 MiB, two passes, one lane. */
const strength: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const common = new Set<string>(dictionary['passwords-common']);

@Injectable()
export class Passwords {
  private dummy: Promise<string> | undefined;

  hash(password: string): Promise<string> {
    return hash(password.normalize('NFC'), strength);
  }

  /** Takes as long for an unknown account (no hash) as for a known one, so that timing tells nobody who has an account. */
  async fits(password: string, stored: string | null): Promise<boolean> {
    this.dummy ??= this.hash('a password that nobody has');
    const fits = await verify(stored ?? (await this.dummy), password.normalize('NFC'));
    return fits && stored !== null;
  }

  isCommon(password: string): boolean {
    return common.has(password);
  }
}
