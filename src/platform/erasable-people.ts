import { Injectable } from '@nestjs/common';
import type { Tx } from './database/database.js';

/** The kinds of people whose values can be erased: each is one line here and one `add` in the module that keeps their row. */
export const personKinds = [
  'user',
  'vendor_contact',
  'respondent',
  'signatory',
  'remediator',
  'reporter',
  'report_contact',
  'subscriber',
] as const;
export type PersonKind = (typeof personKinds)[number];

/** Something that stands in the way, and what helps. */
export type Obstacle = Readonly<{
  /** Stable, UPPER_SNAKE. */
  code: string;
  message: string;
  remedy: string;
  /** How many records it is about, and the first ten of them. */
  count: number;
  ids: readonly string[];
}>;

/** A person's row while it is held: what must not be repeated anywhere, and whose person they are. */
export type HeldPerson = Readonly<{ vendorId: string | null; values: readonly string[] }>;

/** How one kind of person is erased; everything inside the transaction that also writes the erasure itself. */
export type ErasableKind = Readonly<{
  /** Locks the row; null when there is none. */
  hold(tx: Tx, id: string): Promise<HeldPerson | null>;
  obstacles?(tx: Tx, id: string): Promise<Obstacle[]>;
  /** Values and salt go, and whatever opens a door; answers the names of the fields that held something. */
  erase(tx: Tx, id: string, reason: string): Promise<string[]>;
}>;

/** What another module ends or forgets with a person; answers a name for it when there was something. */
export type Follower = (tx: Tx, id: string, reason: string) => Promise<string | null>;

@Injectable()
export class ErasablePeople {
  private readonly kinds = new Map<PersonKind, ErasableKind>();
  private readonly followers = new Map<PersonKind, Follower[]>();

  add(kind: PersonKind, how: ErasableKind): void {
    this.kinds.set(kind, how);
  }

  follow(kind: PersonKind, follower: Follower): void {
    this.followers.set(kind, [...(this.followers.get(kind) ?? []), follower]);
  }

  of(kind: PersonKind): ErasableKind {
    const how = this.kinds.get(kind);
    if (!how) throw new Error(`Nobody knows how a ${kind} is erased.`);
    return how;
  }

  /** The names of what was ended besides the row. */
  async endRest(tx: Tx, kind: PersonKind, id: string, reason: string): Promise<string[]> {
    const ended: string[] = [];
    for (const follower of this.followers.get(kind) ?? []) {
      const name = await follower(tx, id, reason);
      if (name !== null) ended.push(name);
    }
    return ended;
  }
}

/** Those of these fields that hold something. */
export function heldFields<Row extends object>(row: Row, fields: readonly (keyof Row & string)[]): string[] {
  return fields.filter((name) => row[name] !== null && row[name] !== undefined);
}

/** The person's own values among these fields. */
export function heldValues<Row extends object>(row: Row, fields: readonly (keyof Row & string)[]): string[] {
  return fields.flatMap((name) => {
    const value = row[name];
    return typeof value === 'string' ? [value] : [];
  });
}
