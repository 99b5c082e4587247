import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import {
  audiences,
  endReasons,
  languages,
  subscriptionKinds,
  subscriptionStatuses,
  type Audience,
  type EndReason,
  type Language,
  type SubscriptionKind,
  type SubscriptionRow,
  type SubscriptionStatus,
} from '../domain/subscription.js';

/** Somebody outside who wants news. Addresses stand in the ledger only as digests, and go when it ends. */
@RegisteredEntity('subscription')
@Check('subscription_kind_known', oneOf('kind', subscriptionKinds))
@Check('subscription_status_known', oneOf('status', subscriptionStatuses))
@Check('subscription_language_known', oneOf('language', languages))
@Check('subscription_audience_known', oneOf('audience', audiences))
@Check('subscription_end_known', oneOf('ended_because', endReasons))
@Check(
  'subscription_ended_whole',
  `(status = 'ended') = (ended_at IS NOT NULL AND ended_because IS NOT NULL)`,
)
@Check(
  'subscription_ended_is_erased',
  `status <> 'ended' OR (email IS NULL AND url IS NULL AND salt IS NULL AND confirm_hash IS NULL AND secret_sealed IS NULL)`,
)
@Check(
  'subscription_leads_somewhere',
  `(kind = 'mail' AND url IS NULL) OR (kind = 'webhook' AND email IS NULL)`,
)
@Index('subscription_webhook_once', ['url'], { unique: true, where: 'url IS NOT NULL' })
@Index('subscription_by_mail', ['email'], { where: 'email IS NOT NULL' })
@Index('subscription_by_confirmation', ['confirmHash'], { unique: true, where: 'confirm_hash IS NOT NULL' })
@Index('subscription_active', ['id'], { where: `status = 'active'` })
@Index('subscription_pending', ['confirmUntil'], { where: `status = 'pending'` })
@Index('subscription_by_creation', ['createdAt', 'id'])
export class SubscriptionEntity implements SubscriptionRow {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') kind: SubscriptionKind;
  @Column('text') status: SubscriptionStatus;
  @Column('text', { nullable: true }) email: string | null;
  @Column('text', { nullable: true }) url: string | null;
  @Column('bytea', { nullable: true }) salt: Buffer | null;
  @Column('text') language: Language;
  @Column('uuid', { nullable: true })
  @ForeignKey('LegalEntityEntity', 'id')
  legalEntityId: string | null;
  @Column('bytea', { nullable: true }) confirmHash: Buffer | null;
  @MomentColumn({ nullable: true }) confirmUntil: Date | null;
  @Column('bytea', { nullable: true }) secretSealed: Buffer | null;
  @MomentColumn({ nullable: true }) confirmedAt: Date | null;
  @MomentColumn({ nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) endedBecause: EndReason | null;
  @MomentColumn() createdAt: Date;
  @Column('text', { default: 'customers' }) audience: Audience;
  @Column('uuid', { nullable: true })
  @ForeignKey('VendorEntity', 'id')
  vendorId: string | null;
}
