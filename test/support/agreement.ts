import type { Agreement } from '../../src/modules/agreements/domain/agreement.js';

/** An agreement in force that says no more than it must, for specs of pure code. */
export const anAgreement = (terms: Partial<Agreement> = {}): Agreement => ({
  ...{ id: 'a1', revision: 1, reference: 'DPA-1', vendorId: 'v1', legalEntityId: 'e1', parentId: null },
  ...{ kind: 'data_processing', vendorRole: 'PROCESSOR', legalEntityRole: null, parties: [] },
  ...{ status: 'in_force', effectiveFrom: null, effectiveTo: null, noticePeriodDays: null },
  ...{ autoRenewal: false, renewalMonths: null, noticeGivenOn: null, governingLaw: null },
  ...{ subprocessorAuthorisation: null, breachNoticeHours: null, deletionChoice: null, deletionDays: null },
  ...{ deletionCertificateRequired: false, sccModules: [], sccChoices: [], coversCcpa: false },
  ...{ crossContextAdvertising: false, clauses: [], documents: [], signedOn: null, endedOn: null },
  ...{ termNumber: 0, noticeAnnouncedFor: null, createdAt: new Date('2026-01-01T00:00:00Z') },
  ...terms,
});
