import type { QueryRunner } from 'typeorm';

/** What rows of before need before their tables change. */
export async function beforeVetting(_runner: QueryRunner): Promise<void> {}

/** What rows of before need afterwards, and what only SQL can say: guards and indexes over expressions. */
export async function afterVetting(_runner: QueryRunner): Promise<void> {}
