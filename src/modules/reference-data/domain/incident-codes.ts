// Codes of breaches as constants, for types and DTOs. catalogue.spec.ts proves them equal to lists/*.json.

/** GDPR Art. 4(12). */
export const breachTypes = ['CONFIDENTIALITY', 'INTEGRITY', 'AVAILABILITY'] as const;
export type BreachType = (typeof breachTypes)[number];

/** GDPR Art. 33(3), (5). */
export const breachNotificationItems = [
  'BN_NATURE',
  'BN_SUBJECT_CATEGORIES',
  'BN_SUBJECT_COUNT',
  'BN_RECORD_CATEGORIES',
  'BN_RECORD_COUNT',
  'BN_CONTACT',
  'BN_CONSEQUENCES',
  'BN_MEASURES',
  'BN_DELAY_REASONS',
  'BN_33_5_FACTS',
  'BN_33_5_EFFECTS',
  'BN_33_5_REMEDY',
] as const;
export type BreachNotificationItem = (typeof breachNotificationItems)[number];

/** GDPR Art. 26, 33, 34. */
export const breachNoticeKinds = [
  'PROC_TO_CTRL',
  'SA_INITIAL',
  'SA_SUPPLEMENT',
  'SA_FINAL',
  'SUBJECTS',
  'PUBLIC',
  'JOINT_CTRL',
  'CONTRACT_PARTY',
] as const;
export type BreachNoticeKind = (typeof breachNoticeKinds)[number];

/** GDPR Art. 34(3). */
export const breachExemptions = [
  'A34_3_A_UNINTELLIGIBLE',
  'A34_3_B_NO_LONGER_LIKELY',
  'A34_3_C_DISPROPORTIONATE',
] as const;
export type BreachExemption = (typeof breachExemptions)[number];

export const notificationClocks = [
  'GDPR_33_1',
  'UKGDPR_33_1',
  'GDPR_33_2',
  'GDPR_34_1',
  'LGPD_48',
  'FADP_24',
  'MVSP_1_7',
  'DORA_INITIAL',
  'DORA_INTERMEDIATE',
  'DORA_FINAL',
  'NIS2_EARLY',
  'NIS2_NOTIFICATION',
  'CA_1798_82',
  'EU_OMNIBUS_PROPOSAL',
] as const;
export type NotificationClock = (typeof notificationClocks)[number];
