import { contextOf, linkedFlow, LinkedCodes, partyIri, recordIri, type Linked } from '../../exports/index.js';
import type { Coded, PublicSharing } from '../domain/public-sharing.js';
import { say, type Language } from '../domain/language.js';
import type { RegisterShown } from './register-page.js';

/** JSON-LD in terms of the W3C Data Privacy Vocabulary: what the page says, and no more (ADR 30). */
export function registerGraph({ items, next, at }: RegisterShown, language: Language): Linked {
  const codes = new LinkedCodes();
  const resource = items.map((sharing) => node(sharing, codes));
  return {
    '@context': { ...contextOf('public-register'), '@language': language.code },
    '@type': ['dcat:Catalog', 'dpv:RecordsOfActivities'],
    title: say(language, 'title'),
    ...(at !== null && { identifier: at }),
    ...(next !== null && { description: `cursor=${next}` }),
    resource,
    references: codes.concepts(),
  };
}

function node(sharing: PublicSharing, codes: LinkedCodes): Linked {
  const told = linkedFlow(
    {
      ...{ id: sharing.id, reference: '', title: sharing.title ?? shownName(sharing), status: sharing.state },
      involved: [
        {
          party: {
            iri: partyIri(`${sharing.id}/company`),
            name: sharing.company.name,
            countries: [sharing.company.country.code],
            contact: sharing.company.contact,
            dpoContact: sharing.company.dpoContact,
          },
          ...{ role: null, receives: false },
        },
        {
          party: {
            iri: partyIri(`${sharing.id}/recipient`),
            name: sharing.recipient.name,
            countries: sharing.recipient.country === null ? [] : [sharing.recipient.country.code],
            description: sharing.recipient.category,
          },
          ...{ role: sharing.recipient.role?.code ?? 'RECIPIENT', receives: true },
        },
      ],
      onBehalfOf: [],
      purposes: sharing.purposes.map(({ code, basis, why, how, benefit }) => ({
        ...{ code, why, how, benefit },
        ...{ text: null, lawfulBasis: basis?.code ?? null, specialCondition: null },
      })),
      subjectCategories: codesOf(sharing.people),
      dataCategories: sharing.data.map(({ code, keptForDays, then }) => ({
        ...{ code, retentionDays: keptForDays, endAction: then?.code ?? null },
      })),
      ...{ volume: null, frequency: null, dpiaOutcome: null },
      locations: sharing.countries.map(({ code }) => ({ country: code, kind: 'processing' })),
      ...{ transfers: [], adequacyDecisions: [], securityMeasures: [] },
      period: { from: sharing.since === null ? null : `${sharing.since}T00:00:00Z`, to: null },
    },
    codes,
  );
  const ours = { identifier: sharing.id, hasStatus: `urn:keyholder:sharing-state:${sharing.state}` };
  return { ...told, ...ours, '@id': recordIri(sharing.id) };
}

const shownName = ({ recipient }: PublicSharing) => recipient.name ?? recipient.category ?? '';
const codesOf = (all: readonly Coded[]) => all.map(({ code }) => code);
