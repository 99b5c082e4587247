import type { PartyRole } from '../../reference-data/codes.js';

/** A contract under which the incident can have touched data, as far as duties follow from it. */
export type AffectedContract = Readonly<{
  agreementId: string;
  reference: string;
  kind: string;
  vendorRole: PartyRole;
  /** What our company is under it, as the contract or else its register says. */
  ourRole: PartyRole;
  breachNoticeHours: number | null;
  coversCcpa: boolean;
  parties: readonly Readonly<{ name: string; role: PartyRole; country: string | null }>[];
  vendorId: string;
  vendorName: string;
  /** The incident happened at this vendor itself, and not only in its chain. */
  breached: boolean;
  legalEntityId: string;
  legalEntityName: string;
  legalEntityCountry: string;
  representative: string | null;
}>;

const processors: readonly PartyRole[] = ['PROCESSOR', 'SUB_PROCESSOR'];

export const weProcess = ({ ourRole }: AffectedContract): boolean => processors.includes(ourRole);
export const vendorProcesses = ({ vendorRole }: AffectedContract): boolean => processors.includes(vendorRole);
