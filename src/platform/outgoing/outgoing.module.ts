import { Global, Module } from '@nestjs/common';
import { KeySafe } from '../auth/key-safe.js';
import { Quotas } from '../http/quotas.js';
import { Mailer } from './mailer.js';
import { OutgoingLoop, OutgoingSender } from './outgoing-sender.js';
import { Outgoing } from './outgoing.js';
import { Senders } from './senders.js';

/** What goes to people and systems outside, and how often they may ask for it. */
@Global()
@Module({
  providers: [KeySafe, Mailer, Outgoing, OutgoingLoop, OutgoingSender, Quotas, Senders],
  exports: [KeySafe, Mailer, Outgoing, OutgoingSender, Quotas, Senders],
})
export class OutgoingModule {}
