/** What a contact person is asked about. */
export const contactRoles = [
  'account_management',
  'security',
  'privacy',
  'dpo',
  'incident',
  'legal',
  'billing',
  'technical',
  'other',
] as const;
export type ContactRole = (typeof contactRoles)[number];

/** A person at a vendor; the personal fields are null once the contact is removed. */
export type Contact = Readonly<{
  id: string;
  revision: number;
  vendorId: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  role: ContactRole;
  removed: boolean;
  createdAt: Date;
}>;

export type ContactFields = Readonly<{
  name: string;
  email: string | null;
  phone: string | null;
  role: ContactRole;
}>;
