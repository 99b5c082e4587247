import { SetMetadata } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import type { LedgerEntry } from '../ledger/ledger-entry.js';

export const newsActions = Symbol('the actions that a method listens for');
export type NewsHandler = (tx: Tx, entry: LedgerEntry) => Promise<void>;

/**
 * Marks a method as a listener for ledger entries with one of these actions. It is given the delivery's transaction
 * and must write with it; the delivery and what it wrote commit together, so that it takes effect exactly once.
 */
export const OnNews = (...actions: string[]): MethodDecorator => SetMetadata(newsActions, actions);
