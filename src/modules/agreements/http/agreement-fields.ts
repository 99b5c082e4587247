import type { AgreementChange, NewAgreement } from '../agreements.service.js';
import type { ChangeAgreementDto, CreateAgreementDto } from './agreement.dto.js';

/** A request has undefined where the record has null: here the one becomes the other. */
export function newAgreementOf(body: CreateAgreementDto): NewAgreement {
  const { vendorId, legalEntityId, kind, vendorRole } = body;
  return {
    vendorId,
    legalEntityId,
    kind,
    vendorRole,
    reference: body.reference ?? null,
    ...references(body),
    ...terms(body),
    ...lists(body),
  };
}

export function agreementChangeOf(body: ChangeAgreementDto): AgreementChange {
  const given = Object.keys(body).filter((name) => body[name as keyof ChangeAgreementDto] !== undefined);
  const all: Partial<Record<string, unknown>> = {
    ...body,
    ...terms(body),
    ...lists(body),
  };
  return Object.fromEntries(given.map((name) => [name, all[name]]));
}

function references({ parentId = null, documents = [] }: ChangeAgreementDto) {
  return { parentId, documents };
}

function terms(body: ChangeAgreementDto) {
  const { governingLaw = null, breachNoticeHours = null, subprocessorAuthorisation: allowed = null } = body;
  return {
    ...days(body),
    ...promises(body),
    governingLaw,
    breachNoticeHours,
    legalEntityRole: body.legalEntityRole ?? null,
    subprocessorAuthorisation: allowed && {
      kind: allowed.kind,
      objectionDays: allowed.objectionDays ?? null,
    },
  };
}

function days(body: ChangeAgreementDto) {
  const { effectiveFrom = null, effectiveTo = null, noticePeriodDays = null, autoRenewal = false } = body;
  const { renewalMonths = null, noticeGivenOn = null } = body;
  return { effectiveFrom, effectiveTo, noticePeriodDays, autoRenewal, renewalMonths, noticeGivenOn };
}

function promises(body: ChangeAgreementDto) {
  const { deletionChoice = null, deletionDays = null, deletionCertificateRequired = false } = body;
  const { coversCcpa = false, crossContextAdvertising = false } = body;
  return {
    ...{ deletionChoice, deletionDays, deletionCertificateRequired },
    ...{ coversCcpa, crossContextAdvertising },
  };
}

function lists({ parties = [], clauses = [], sccModules = [], sccChoices = [] }: ChangeAgreementDto) {
  return {
    parties: parties.map(({ name, role, country = null }) => ({ name, role, country })),
    sccModules,
    sccChoices: sccChoices.map(({ code, value, note = null }) => ({ code, value, note })),
    clauses: clauses.map(({ code, status, note = null }) => ({ code, status, note })),
  };
}
