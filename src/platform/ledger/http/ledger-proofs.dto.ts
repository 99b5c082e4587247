import { ApiProperty } from '@nestjs/swagger';
import { CodeField, Digits, IntField, ProseField } from '../../http/fields.js';
import { ListRequest } from '../../http/list-query.js';
import { publicKeyOf, verifierLine } from '../checkpoint.js';
import type { SignedCheckpoint } from '../checkpoints.js';
import { keyStatuses, type KeyStatus, type LedgerKey } from '../ledger-key.js';
import type { ConsistencyProof, InclusionProof } from '../proofs.js';

const hash = {
  example: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  description: 'SHA-256 in lower-case hexadecimal.',
} as const;

export class CheckpointDto {
  @ApiProperty({ example: 1042, description: 'Leaves in the tree.' }) size: number;
  @ApiProperty(hash) rootHash: string;
  @ApiProperty({ type: String, format: 'date-time' }) signedAt: Date;
  @ApiProperty({ format: 'uuid' }) keyId: string;
  @ApiProperty({
    example:
      'keyholder/0198…\n1042\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n\n— keyholder/0198… x08go3…\n',
    description: 'The signed text itself: C2SP tlog-checkpoint in a signed-note.',
  })
  note: string;

  static of({ size, root, signedAt, keyId, note }: SignedCheckpoint): CheckpointDto {
    return { size: Number(size), rootHash: root.toString('hex'), signedAt, keyId, note };
  }
}

const sorts = ['size', '-size'] as const;

export class CheckpointsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-size' }) sort: (typeof sorts)[number] = '-size';
}

export class InclusionProofDto {
  @ApiProperty({ format: 'uuid' }) entryId: string;
  @ApiProperty({ example: 41, description: 'Place of the leaf, counted from 0.' }) position: number;
  @ApiProperty({
    description: 'The entry in its canonical form (RFC 8785): what is hashed, after one byte 0x00.',
  })
  leaf: string;
  @ApiProperty(hash) leafHash: string;
  @ApiProperty({ type: [String], description: 'RFC 6962 2.1.1, from the leaf upwards; hexadecimal.' })
  path: string[];
  @ApiProperty({ type: CheckpointDto }) checkpoint: CheckpointDto;

  static of(proof: InclusionProof): InclusionProofDto {
    const { entryId, position, leaf, leafHash, path, checkpoint } = proof;
    return {
      ...{ entryId, position, leaf, leafHash: leafHash.toString('hex'), path: hexadecimal(path) },
      checkpoint: CheckpointDto.of(checkpoint),
    };
  }
}

export class InclusionProofRequest {
  @Digits()
  @IntField({
    min: 1,
    max: Number.MAX_SAFE_INTEGER,
    optional: true,
    example: 1042,
    description: 'Size of the checkpoint that the proof leads to; the newest unless told.',
  })
  size?: number;
}

export class TreeHeadDto {
  @ApiProperty({ example: 1042 }) size: number;
  @ApiProperty(hash) rootHash: string;
}

export class ConsistencyProofDto {
  @ApiProperty({ type: TreeHeadDto }) from: TreeHeadDto;
  @ApiProperty({ type: TreeHeadDto }) to: TreeHeadDto;
  @ApiProperty({ type: [String], description: 'RFC 6962 2.1.2; hexadecimal.' }) path: string[];

  static of({ from, to, path }: ConsistencyProof): ConsistencyProofDto {
    const head = ({ size, root }: ConsistencyProof['from']) => ({ size, rootHash: root.toString('hex') });
    return { from: head(from), to: head(to), path: hexadecimal(path) };
  }
}

export class ConsistencyRequest {
  @Digits()
  @IntField({ min: 1, max: Number.MAX_SAFE_INTEGER, example: 1000, description: 'The earlier size.' })
  from: number;
  @Digits()
  @IntField({ min: 1, max: Number.MAX_SAFE_INTEGER, example: 1042, description: 'The later size.' })
  to: number;
}

export class LedgerKeyDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: keyStatuses, enumName: 'LedgerKeyStatus' }) status: KeyStatus;
  @ApiProperty({ example: 'keyholder/0198…', description: 'Name of the ledger in its checkpoints.' })
  origin: string;
  @ApiProperty({ description: 'PEM (SPKI), Ed25519.' }) publicKey: string;
  @ApiProperty({
    example: 'example.org/ledger+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    description: 'The same as a C2SP signed-note verifier key.',
  })
  verifierKey: string;
  @ApiProperty({ example: 0, description: 'Leaves in the tree when it took over.' }) sinceSize: number;
  @ApiProperty({ description: 'What it said when it took over, signed by itself (signed-note).' })
  statement: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The same signed by the key before; null for the first, and where that key was lost or revoked.',
  })
  endorsement: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) previousId: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) endedBecause: string | null;

  static of(key: LedgerKey): LedgerKeyDto {
    const { id, status, origin, statement, endorsement, previousId, createdAt, endedAt, endedBecause } = key;
    const publicKey = Buffer.from(key.publicKey, 'base64');
    return {
      ...{ id, status, origin, statement, endorsement, previousId, createdAt, endedAt, endedBecause },
      publicKey: pemOf(key),
      verifierKey: verifierLine({ name: origin, publicKey }),
      sinceSize: Number(key.sinceSize),
    };
  }
}

export class LedgerKeysDto {
  @ApiProperty({ type: [LedgerKeyDto], description: 'Oldest first.' }) items: LedgerKeyDto[];
}

export class KeyReplacementDto {
  @ProseField({ max: 1_000, example: 'The disk with the key file was stolen.' }) reason: string;
}

export function pemOf({ publicKey }: LedgerKey): string {
  return publicKeyOf(Buffer.from(publicKey, 'base64')).export({ format: 'pem', type: 'spki' }) as string;
}

const hexadecimal = (hashes: readonly Buffer[]) => hashes.map((each) => each.toString('hex'));
