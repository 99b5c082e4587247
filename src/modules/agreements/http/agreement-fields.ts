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
  const { effectiveFrom = null, effectiveTo = null, noticePeriodDays = null, governingLaw = null } = body;
  const { autoRenewal = false, breachNoticeHours = null, subprocessorAuthorisation: allowed = null } = body;
  return {
    effectiveFrom,
    effectiveTo,
    noticePeriodDays,
    governingLaw,
    autoRenewal,
    breachNoticeHours,
    subprocessorAuthorisation: allowed && {
      kind: allowed.kind,
      objectionDays: allowed.objectionDays ?? null,
    },
  };
}

function lists({ parties = [], clauses = [] }: ChangeAgreementDto) {
  return {
    parties: parties.map(({ name, role, country = null }) => ({ name, role, country })),
    clauses: clauses.map(({ code, status, note = null }) => ({ code, status, note })),
  };
}
