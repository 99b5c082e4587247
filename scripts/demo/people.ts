import { ApiClient } from '../api-client.js';

/** A retailer that does not exist, and who works there. One person for each role, so that nobody can do two parts alone. */
export const cast = {
  requester: { email: 'rosa.marin@nordlicht.example', displayName: 'Rosa Marin', roles: ['requester'] },
  procurement: {
    email: 'paula.brandt@nordlicht.example',
    displayName: 'Paula Brandt',
    roles: ['procurement'],
  },
  assessor: { email: 'anselm.weiss@nordlicht.example', displayName: 'Anselm Weiss', roles: ['assessor'] },
  /** Confirms what decides about vendors that much hangs on. */
  secondAssessor: {
    email: 'mila.horvat@nordlicht.example',
    displayName: 'Mila Horvat',
    roles: ['assessor'],
  },
  dpo: { email: 'dana.okafor@nordlicht.example', displayName: 'Dana Okafor', roles: ['dpo'] },
  approver: { email: 'ada.lindqvist@nordlicht.example', displayName: 'Ada Lindqvist', roles: ['approver'] },
  auditor: { email: 'otto.keller@nordlicht.example', displayName: 'Otto Keller', roles: ['auditor'] },
} as const;

export const legalEntities = [
  {
    name: 'Nordlicht Handel GmbH',
    country: 'DE',
    contact: 'Nordlicht Handel GmbH, Am Markt 1, 20095 Hamburg',
    dpoContact: 'dpo@nordlicht.example',
    role: 'controller',
  },
  {
    name: 'Nordlicht Retail UK Ltd',
    country: 'GB',
    contact: 'Nordlicht Retail UK Ltd, 2 Harbour Street, Leith EH6 6QQ',
    representative: 'Nordlicht Handel GmbH (Art. 27 GDPR)',
    dpoContact: 'dpo@nordlicht.example',
    role: 'controller',
  },
] as const;

export type Part = keyof typeof cast;
export type Cast = Readonly<Record<Part, ApiClient>>;

/** Everybody signed in. */
export async function signInAll(address: string, password: string): Promise<Cast> {
  const signedIn = Object.entries(cast).map(
    async ([part, { email }]) => [part, await ApiClient.signIn(address, email, password)] as const,
  );
  return Object.fromEntries(await Promise.all(signedIn)) as Cast;
}

/** Makes the people and the legal entities; answers the ids of the latter by country. */
export async function found(
  admin: ApiClient,
  password: string,
): Promise<Readonly<Record<'DE' | 'GB', string>>> {
  for (const person of Object.values(cast)) await admin.post('/users', { ...person, password });
  const ids: [string, string][] = [];
  for (const entity of legalEntities) {
    const { body } = await admin.post('/legal-entities', entity);
    ids.push([entity.country, String(body.id)]);
  }
  return Object.fromEntries(ids) as Record<'DE' | 'GB', string>;
}
