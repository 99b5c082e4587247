/** One clear line on why this database cannot be used. */
export class DatabaseNotUsable extends Error {}
