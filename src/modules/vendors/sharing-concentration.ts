/** One vendor and what hangs on it. */
export type VendorShare = Readonly<{
  vendorId: string;
  /** Flows that are active now. */
  flows: number;
  /** Lower bounds of the flows' volume bands added up; somebody in two flows counts twice. */
  people: number;
}>;
export type CountryShare = Readonly<{ country: string; flows: number; vendors: number; people: number }>;

/** A company that vendors of active flows use, however far down their chains. */
export type SubprocessorShare = Readonly<{
  name: string;
  linkedVendorId: string | null;
  flows: number;
  vendors: number;
  people: number;
}>;

/** Where most active flows and people hang on few: by flows, then people, at most as many rows as asked for. */
export type Concentration = Readonly<{
  /** All active flows, so that a share can be told. */
  flows: number;
  people: number;
  vendors: readonly VendorShare[];
  /** Countries in which the data are stored, processed or reached from. */
  countries: readonly CountryShare[];
  subprocessors: readonly SubprocessorShare[];
}>;

/** Which vendors, countries and fourth parties do most flows hang on? Asked here, answered by the module that knows the flows. */
export abstract class SharingConcentration {
  abstract concentration(most: number): Promise<Concentration>;
}
