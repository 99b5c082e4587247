export type Mirrored = Readonly<{ kept: number; size: number }>;
/** Throws with what is wrong and where; then nothing was added. */
export function mirror(address: string, given: Readonly<{ key: string; folder: string }>): Promise<Mirrored>;
