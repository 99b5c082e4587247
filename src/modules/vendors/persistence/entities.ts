/** The tables of this module, by name. */
export const vendorEntities: (new () => object)[] = [];
