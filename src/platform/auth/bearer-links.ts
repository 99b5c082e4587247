import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { newSecret, secretHash } from './secrets.js';

/** A secret for somebody outside. Token and link are shown once; the hash is what is stored and looked up. */
export type IssuedLink = Readonly<{ token: string; tokenHash: Buffer; link: string }>;

/** Links that open something without an account: whoever holds one may do what its kind allows, and nothing else. */
@Injectable()
export class BearerLinks {
  constructor(private readonly config: Config) {}

  /** The token stands in the fragment, which browsers do not send: the secret is in no log of any server. */
  issue(prefix: string, page: string): IssuedLink {
    const token = newSecret(prefix);
    return { token, tokenHash: secretHash(token), link: `${this.base}/${page}#${token}` };
  }

  /** For programs that fetch an address and can send nothing else: the token stands in the path, as a file's name. */
  issueFile(prefix: string, folder: string, ending: string): IssuedLink {
    const token = newSecret(prefix);
    return { token, tokenHash: secretHash(token), link: `${this.base}/${folder}/${token}.${ending}` };
  }

  /** Where something public lies for people outside. */
  at(path: string): string {
    return `${this.base}/${path}`;
  }

  private get base(): string {
    const base = this.config.KEYHOLDER_PUBLIC_URL ?? `http://localhost:${this.config.PORT}`;
    return base.replace(/\/+$/, '');
  }
}
