import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-custom';
import { Credentials } from './credentials.js';
import type { Principal } from './principal.js';

const bearer = /^Bearer ([\w-]{20,200})$/i;

/** RFC 6750 2.1, from the header only: a token in the address or the body would end up in logs (ASVS 14.2.1). */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, 'bearer') {
  constructor(private readonly credentials: Credentials) {
    super();
  }

  async validate(request: Request): Promise<Principal | false> {
    const secret = bearer.exec(request.headers.authorization ?? '')?.[1];
    return (secret !== undefined && (await this.credentials.principalOf(secret))) || false;
  }
}
