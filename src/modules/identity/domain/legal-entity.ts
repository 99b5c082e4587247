/** Whether the company decides purposes and means itself (Art. 4(7) GDPR) or acts for its customers (Art. 4(8)). */
export const legalEntityRoles = ['controller', 'processor'] as const;
export type LegalEntityRole = (typeof legalEntityRoles)[number];

/** One of our companies: who the record of processing belongs to (Art. 30(1)(a), 30(2)(a) GDPR). */
export type LegalEntity = Readonly<{
  id: string;
  revision: number;
  name: string;
  country: string;
  lei: string | null;
  contact: string;
  representative: string | null;
  dpoContact: string | null;
  role: LegalEntityRole;
  createdAt: Date;
}>;
