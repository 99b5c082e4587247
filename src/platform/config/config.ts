import 'reflect-metadata';
import { plainToInstance, Transform } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  Matches,
  Max,
  Min,
  validateSync,
} from 'class-validator';

const digitsOnly = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
  );
const postgresUrl = { protocols: ['postgres', 'postgresql'], require_tld: false, require_protocol: true };
const webUrl = { require_tld: false, protocols: ['http', 'https'] };
const evidenceStores = ['folder', 's3', 'database'] as const;
export type EvidenceStore = (typeof evidenceStores)[number];
const webhookReaches = ['off', 'public', 'loopback'] as const;
const smtpUrl = { require_tld: false, protocols: ['smtp', 'smtps'], require_protocol: true };
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** Every variable that Keyholder reads, with its default. docs/configuration.md is generated from `configReference`. */
export class Config {
  @digitsOnly() @IsInt() @Min(0) @Max(65_535) PORT: number = 3000;
  @IsString() @Length(1, 255) HOST: string = '127.0.0.1';
  @IsOptional() @Matches(/^postgres(ql)?:\/\//) @IsUrl(postgresUrl) DATABASE_URL?: string;
  @IsOptional() @Matches(/^postgres(ql)?:\/\//) @IsUrl(postgresUrl) KEYHOLDER_RUNTIME_DATABASE_URL?: string;
  @IsString() @Length(1, 1000) KEYHOLDER_DATA_DIR: string = './data';
  @IsOptional() @IsString() KEYHOLDER_PG_BIN?: string;
  @IsOptional() @IsEmail() KEYHOLDER_ADMIN_EMAIL?: string;
  @IsOptional() @IsString() @Length(12, 128) KEYHOLDER_ADMIN_PASSWORD?: string;
  @IsOptional() @IsUrl(webUrl) KEYHOLDER_PUBLIC_URL?: string;
  @IsIn(logLevels) KEYHOLDER_LOG_LEVEL: (typeof logLevels)[number] = 'info';
  @digitsOnly() @IsInt() @Min(1) @Max(200) KEYHOLDER_POOL_SIZE: number = 10;
  @digitsOnly() @IsInt() @Min(1) @Max(1_440) KEYHOLDER_ACCESS_TOKEN_MINUTES: number = 15;
  @digitsOnly() @IsInt() @Min(1) @Max(365) KEYHOLDER_REFRESH_TOKEN_DAYS: number = 30;
  @digitsOnly() @IsInt() @Min(1) @Max(10_000) KEYHOLDER_UPLOAD_MEGABYTES: number = 25;
  @IsIn(evidenceStores) KEYHOLDER_EVIDENCE_STORE: EvidenceStore = 'folder';
  @IsOptional() @IsString() @Length(1, 1000) KEYHOLDER_EVIDENCE_FOLDER?: string;
  @IsOptional() @IsUrl(webUrl) KEYHOLDER_S3_ENDPOINT?: string;
  @IsOptional() @Matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/) KEYHOLDER_S3_BUCKET?: string;
  @Matches(/^[a-z0-9-]{1,40}$/) KEYHOLDER_S3_REGION: string = 'us-east-1';
  @IsOptional() @IsString() @Length(1, 200) KEYHOLDER_S3_ACCESS_KEY_ID?: string;
  @IsOptional() @IsString() @Length(1, 200) KEYHOLDER_S3_SECRET_ACCESS_KEY?: string;
  @Matches(/^([A-Za-z0-9._-]+\/)*$/) @Length(0, 200) KEYHOLDER_S3_PREFIX: string = 'evidence/';
  @IsOptional() @Matches(/^(\/.+|(\[[0-9a-f:]+\]|[A-Za-z0-9.-]+):\d{1,5})$/) KEYHOLDER_CLAMD?: string;
  @digitsOnly() @IsInt() @Min(1) @Max(3_600) KEYHOLDER_CLAMD_SECONDS: number = 120;
  @digitsOnly() @IsInt() @Min(0) @Max(365) KEYHOLDER_REPLY_DAYS: number = 30;
  @digitsOnly() @IsInt() @Min(0) @Max(10) KEYHOLDER_TRUSTED_PROXIES: number = 0;
  @Matches(/^-?\d{1,3}(,-?\d{1,3}){0,9}$/) KEYHOLDER_REMINDER_DAYS: string = '-7,0,7';
  @digitsOnly() @IsInt() @Min(0) @Max(3_650) KEYHOLDER_SUGGESTION_DAYS: number = 730;
  @digitsOnly() @IsInt() @Min(1) @Max(3_660) KEYHOLDER_WAIVER_DAYS: number = 366;
  @Matches(/^[1-9]\d{0,3}(,[1-9]\d{0,3}){3}$/) KEYHOLDER_FINDING_DUE_DAYS: string = '7,30,90,180';
  @digitsOnly() @IsInt() @Min(1) @Max(10_000) KEYHOLDER_FINDING_UPDATES: number = 500;
  @digitsOnly() @IsInt() @Min(1) @Max(366) KEYHOLDER_RISK_ACCEPTANCE_DAYS: number = 366;
  @digitsOnly() @IsInt() @Min(0) @Max(365) KEYHOLDER_LEAD_DAYS: number = 0;
  @IsOptional() @IsString() @Length(16, 512) KEYHOLDER_METRICS_TOKEN?: string;
  @IsOptional() @IsString() @Length(1, 1000) KEYHOLDER_LEDGER_KEY_FILE?: string;
  @IsOptional() @IsString() @Length(1, 1000) KEYHOLDER_EXPORT_FOLDER?: string;
  @digitsOnly() @IsInt() @Min(1) @Max(3_650) KEYHOLDER_EXPORT_DAYS: number = 30;
  @IsOptional() @IsUrl(smtpUrl) KEYHOLDER_SMTP_URL?: string;
  @IsOptional() @IsEmail() KEYHOLDER_MAIL_FROM?: string;
  @IsIn(webhookReaches) KEYHOLDER_WEBHOOKS: (typeof webhookReaches)[number] = 'off';
  @IsOptional() @IsString() @Length(1, 1000) KEYHOLDER_SECRETS_KEY_FILE?: string;
  @IsOptional() @Matches(/^[\w.-]+(:\d+)?(\/[\w./-]+)?$/) @Length(1, 200) KEYHOLDER_LEDGER_ORIGIN?: string;
  @IsOptional() @IsUrl(webUrl) KEYHOLDER_TSA_URL?: string;
  @IsOptional() @IsString() @Length(1, 1000) KEYHOLDER_TSA_CA_FILE?: string;
  @digitsOnly() @IsInt() @Min(1) @Max(10_080) KEYHOLDER_TSA_MINUTES: number = 60;
  @digitsOnly() @IsInt() @Min(10) @Max(1_000_000) KEYHOLDER_PUBLIC_REQUESTS: number = 300;
}

/** What each variable means; the compiler keeps this list complete. */
export const configReference: Readonly<Record<keyof Config, string>> = {
  PORT: 'TCP port of the API, 0 to 65535; 0 picks a free one.',
  HOST: 'Address to listen on. Keep 127.0.0.1 behind a reverse proxy that ends TLS.',
  DATABASE_URL:
    'postgres:// URL of a role that owns the database and may create roles. Unset: an embedded PostgreSQL in KEYHOLDER_DATA_DIR.',
  KEYHOLDER_RUNTIME_DATABASE_URL:
    'postgres:// URL of the restricted role that serves requests, when DATABASE_URL may not create roles.',
  KEYHOLDER_DATA_DIR: 'Folder of the embedded database and of stored files.',
  KEYHOLDER_PG_BIN: 'Folder with initdb and postgres, instead of the packaged ones.',
  KEYHOLDER_ADMIN_EMAIL: 'E-mail address of the first administrator; only read while there is nobody.',
  KEYHOLDER_ADMIN_PASSWORD:
    'Password of the first administrator, 12 to 128 characters; unset: one is made and printed once.',
  KEYHOLDER_PUBLIC_URL: 'Address under which people reach this installation; used in invitation links.',
  KEYHOLDER_LOG_LEVEL: 'fatal, error, warn, info, debug or silent.',
  KEYHOLDER_POOL_SIZE: 'Database connections of this instance, 1 to 200.',
  KEYHOLDER_ACCESS_TOKEN_MINUTES: 'Life of an access token, 1 to 1440 minutes.',
  KEYHOLDER_REFRESH_TOKEN_DAYS: 'Life of a refresh token that is not used, 1 to 365 days.',
  KEYHOLDER_UPLOAD_MEGABYTES: 'Largest uploaded file, 1 to 10000 megabytes.',
  KEYHOLDER_EVIDENCE_STORE:
    'Where new documents are stored: folder, s3 or database. What is stored already stays where it is, and readable.',
  KEYHOLDER_EVIDENCE_FOLDER:
    'Folder of the documents; unset: evidence in KEYHOLDER_DATA_DIR. Several instances need one that they share.',
  KEYHOLDER_S3_ENDPOINT:
    'Address of an S3-compatible object store, spoken to in path style; unset: that of AWS for the region.',
  KEYHOLDER_S3_BUCKET: 'Bucket of the documents; needed for s3.',
  KEYHOLDER_S3_REGION: 'Region of the bucket.',
  KEYHOLDER_S3_ACCESS_KEY_ID:
    'Access key that may read, write and delete objects under the prefix; needed for s3.',
  KEYHOLDER_S3_SECRET_ACCESS_KEY: 'Its secret; needed for s3.',
  KEYHOLDER_S3_PREFIX: 'What every object key begins with: empty, or ending in a slash.',
  KEYHOLDER_CLAMD:
    'Virus scanner that speaks the clamd protocol: host:port, or the path of its socket. Unset: nothing is scanned. Set and out of reach: nothing is stored.',
  KEYHOLDER_CLAMD_SECONDS: 'How long one scan may take, 1 to 3600 seconds.',
  KEYHOLDER_REPLY_DAYS:
    'Days after the completion of an assessment in which its vendor sees the result and may dispute it, 0 to 365.',
  KEYHOLDER_TRUSTED_PROXIES: 'How many reverse proxies stand in front and set X-Forwarded-For, 0 to 10.',
  KEYHOLDER_REMINDER_DAYS:
    'Days from the due day of an assessment on which a reminder is announced, up to ten; -7 is a week before it.',
  KEYHOLDER_SUGGESTION_DAYS:
    'How old an answer may be to be offered again in a later assessment, 0 to 3650 days from when it was first given; 0 offers none.',
  KEYHOLDER_WAIVER_DAYS: 'How many days ahead the last day of a waiver may lie, 1 to 3660.',
  KEYHOLDER_FINDING_DUE_DAYS:
    'Days to mend a finding in that is critical, high, medium and low, four numbers of 1 to 9999; unless it names its own day.',
  KEYHOLDER_FINDING_UPDATES: 'Most messages and documents on one finding, 1 to 10000.',
  KEYHOLDER_RISK_ACCEPTANCE_DAYS:
    'How far ahead the acceptance of a risk may end, 1 to 366 days; then the finding is open again.',
  KEYHOLDER_LEAD_DAYS:
    'Days from the publication of a notice that first names a recipient until data may go to it, 0 to 365.',
  KEYHOLDER_LEDGER_KEY_FILE:
    'PEM file with the Ed25519 private keys (PKCS 8) that checkpoints of the ledger are signed with, the newest last; unset: ledger-keys.pem in KEYHOLDER_DATA_DIR, made at the first start. Several instances need the same.',
  KEYHOLDER_EXPORT_FOLDER:
    'Folder for bundles of exports; unset: exports in KEYHOLDER_DATA_DIR. Several instances need one that they share.',
  KEYHOLDER_EXPORT_DAYS: 'Days for which a bundle can be fetched, 1 to 3,650; its manifest stays on record.',
  KEYHOLDER_PUBLIC_REQUESTS:
    'Requests a minute from one address to what is open to everybody, the public register above all; 10 to 1000000, in each instance.',
  KEYHOLDER_TSA_URL:
    'Time-stamp authority that is asked over HTTP (RFC 3161) to stamp checkpoints and bundles; unset: nothing is stamped.',
  KEYHOLDER_TSA_CA_FILE:
    'PEM file with the certificates that the answers of the authority must lead to; unset: any certificate for time-stamping.',
  KEYHOLDER_TSA_MINUTES: 'Minutes between two stamped checkpoints, 1 to 10080.',
  KEYHOLDER_LEDGER_ORIGIN:
    'Name of this ledger in its checkpoints, a host and a path without scheme; only read at the first start. Unset: keyholder/ and the id of the installation.',
  KEYHOLDER_SMTP_URL:
    'Mail server, smtp:// (with STARTTLS where it is offered) or smtps://, with user name and password where it asks for them. Unset: no mail is sent, and nobody can subscribe to it.',
  KEYHOLDER_MAIL_FROM: 'E-mail address that mail comes from; needed with KEYHOLDER_SMTP_URL.',
  KEYHOLDER_WEBHOOKS:
    'Whether anybody may subscribe a webhook: off; public, then this server posts to https addresses of the public Internet and to no other; loopback, then also over http to this machine, for trials.',
  KEYHOLDER_SECRETS_KEY_FILE:
    'File with 64 hexadecimal digits: the key under which secrets that are used again, and mail that waits, are stored. Unset: secrets-key in KEYHOLDER_DATA_DIR, made at the first start. Several instances need the same; without it, links in mails that were sent open nothing.',
  KEYHOLDER_METRICS_TOKEN:
    'Bearer token for /metrics, 16 to 512 characters; unset: only loopback addresses may read it.',
};

/** Everything that is wrong with the environment, one line for each variable; values are not repeated, they may be secrets. */
export class ConfigError extends Error {}

export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const names = Object.keys(configReference);
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => names.includes(name) && value !== ''),
  );
  const config = plainToInstance(Config, given);
  const lines = validateSync(config, { skipMissingProperties: false }).map(
    ({ property, constraints }) => `${property}: ${Object.values(constraints ?? {}).join('; ')}`,
  );
  lines.push(...neededForS3(config), ...neededForMail(config));
  for (const name of Object.keys(environment))
    if (name.startsWith('KEYHOLDER_') && !names.includes(name) && !/^KEYHOLDER_(TEST|REAL)_/.test(name))
      lines.push(`${name}: there is no such variable; see docs/configuration.md`);
  if (lines.length > 0) throw new ConfigError(`Configuration refused. ${lines.join('. ')}`);
  return config;
}

function neededForS3(config: Config): string[] {
  if (config.KEYHOLDER_EVIDENCE_STORE !== 's3') return [];
  const needed = [
    'KEYHOLDER_S3_BUCKET',
    'KEYHOLDER_S3_ACCESS_KEY_ID',
    'KEYHOLDER_S3_SECRET_ACCESS_KEY',
  ] as const;
  return needed
    .filter((name) => config[name] === undefined)
    .map((name) => `${name}: is needed when KEYHOLDER_EVIDENCE_STORE is s3`);
}

function neededForMail(config: Config): string[] {
  if ((config.KEYHOLDER_SMTP_URL === undefined) === (config.KEYHOLDER_MAIL_FROM === undefined)) return [];
  return ['KEYHOLDER_SMTP_URL: is set together with KEYHOLDER_MAIL_FROM, or neither is'];
}

/** The one place that reads the machine's environment. */
export const readEnvironment = (): Config => readConfig(process.env);
