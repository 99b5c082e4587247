import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Credentials } from '../../platform/auth/credentials.js';
import { keyedHash } from '../../platform/auth/secrets.js';
import { Installation } from '../../platform/database/installation.js';
import { uuidv7 } from '../../platform/ids.js';
import { Passwords } from './passwords.js';
import type { Attempt } from './persistence/sessions.repository.js';

/** What signing in needs beside the tables. */
@Injectable()
export class SignInSurroundings {
  constructor(
    private readonly clock: Clock,
    private readonly installation: Installation,
    readonly passwords: Passwords,
    readonly credentials: Credentials,
  ) {}

  attempt(email: string, address: string): Attempt {
    const hashed = (text: string) => keyedHash(this.installation.secret, `sign-in\n${text}`);
    return {
      id: uuidv7(this.clock.now()),
      account: hashed(email),
      address: hashed(address),
      at: this.clock.now(),
    };
  }
}
