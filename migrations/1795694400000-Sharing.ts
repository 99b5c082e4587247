import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardRegisteredTables } from './guards.js';
import { afterSharing } from './sharing-steps.js';

export class Sharing1795694400000 implements MigrationInterface {
  readonly name = 'Sharing1795694400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "agreement" ADD "legal_entity_role" text`);
    await runner.query(`ALTER TABLE "agreement" ADD "renewal_months" integer`);
    await runner.query(`ALTER TABLE "agreement" ADD "notice_given_on" date`);
    await runner.query(`ALTER TABLE "agreement" ADD "deletion_choice" text`);
    await runner.query(`ALTER TABLE "agreement" ADD "deletion_days" integer`);
    await runner.query(
      `ALTER TABLE "agreement" ADD "deletion_certificate_required" boolean NOT NULL DEFAULT false`,
    );
    await runner.query(`ALTER TABLE "agreement" ADD "scc_modules" text array NOT NULL DEFAULT '{}'`);
    await runner.query(`ALTER TABLE "agreement" ADD "scc_choices" jsonb NOT NULL DEFAULT '[]'`);
    await runner.query(`ALTER TABLE "agreement" ADD "covers_ccpa" boolean NOT NULL DEFAULT false`);
    await runner.query(
      `ALTER TABLE "agreement" ADD "cross_context_advertising" boolean NOT NULL DEFAULT false`,
    );
    await runner.query(`ALTER TABLE "agreement" ADD "term_number" integer NOT NULL DEFAULT '0'`);
    await runner.query(`ALTER TABLE "agreement" ADD "notice_announced_for" date`);
    await runner.query(`ALTER TABLE "agreement" ADD "term_ends_on" date`);
    await runner.query(`ALTER TABLE "agreement" ADD "notice_on" date`);
    await runner.query(`ALTER TABLE "agreement" ADD "ends_on" date`);
    await runner.query(
      `CREATE INDEX "agreement_by_notice" ON "agreement"  ("notice_on") WHERE status IN ('in_force', 'suspended')`,
    );
    await runner.query(
      `CREATE INDEX "agreement_by_term" ON "agreement"  ("term_ends_on") WHERE status IN ('in_force', 'suspended')`,
    );
    await runner.query(
      `CREATE INDEX "agreement_ending" ON "agreement"  ("ends_on") WHERE status IN ('in_force', 'suspended')`,
    );
    await runner.query(`CREATE INDEX "agreement_by_parent" ON "agreement"  ("parent_id") `);
    await runner.query(
      `ALTER TABLE "agreement" ADD CONSTRAINT "agreement_renewal_months" CHECK (renewal_months > 0)`,
    );
    await runner.query(
      `ALTER TABLE "agreement" ADD CONSTRAINT "agreement_deletion_choice_known" CHECK (deletion_choice IN ('DELETE', 'RETURN', 'CONTROLLER_DECIDES'))`,
    );
    await runner.query(
      `ALTER TABLE "agreement" ADD CONSTRAINT "agreement_legal_entity_role_known" CHECK (legal_entity_role IN ('CONTROLLER', 'JOINT_CONTROLLER', 'INDEPENDENT_CONTROLLER', 'PROCESSOR', 'SUB_PROCESSOR', 'RECIPIENT', 'THIRD_PARTY_GDPR', 'EXPORTER', 'IMPORTER', 'REPRESENTATIVE', 'DPO', 'PUBLIC_AUTHORITY_INQUIRY'))`,
    );
    await guardRegisteredTables(runner);
    await afterSharing(runner);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Records are not thrown away: restore a copy from before instead.'));
  }
}
