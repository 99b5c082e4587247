import { ApiProperty } from '@nestjs/swagger';
import { Digits, IntField } from '../../http/fields.js';
import type { SignedCheckpoint } from '../../ledger/checkpoints.js';
import { CheckpointDto } from '../../ledger/http/ledger-proofs.dto.js';
import type { TimeStamp } from '../time-stamp.js';

export class CheckpointFeedRequest {
  @Digits()
  @IntField({
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    optional: true,
    example: 1042,
    description: 'The size that you have already; 0 for all.',
  })
  after: number = 0;
  @Digits()
  @IntField({ min: 1, max: 200, optional: true, example: 50 })
  limit: number = 50;
}

export class TimeStampDto {
  @ApiProperty({ format: 'date-time', description: 'When the authority says that the checkpoint existed.' })
  genTime: Date;
  @ApiProperty({ example: 'tsa.example.org' }) authority: string;
  @ApiProperty({ example: '0a1b', description: 'Of the time-stamp, in hexadecimal.' }) serial: string;
  @ApiProperty({ example: '1.2.3.4.1', description: 'Of the authority, as an object identifier.' })
  policy: string;
  @ApiProperty({
    format: 'byte',
    description: 'TimeStampResp (RFC 3161) in DER, base64: it stamps SHA-256 of the text in note.',
  })
  answer: string;

  static of({ genTime, authority, serial, policy, answer }: TimeStamp): TimeStampDto {
    return { genTime, authority, serial, policy, answer: answer.toString('base64') };
  }
}

export class FedCheckpointDto extends CheckpointDto {
  @ApiProperty({ type: TimeStampDto, nullable: true, description: 'Null where none was asked for or given.' })
  timeStamp: TimeStampDto | null;

  static with(checkpoint: SignedCheckpoint, stamp: TimeStamp | undefined): FedCheckpointDto {
    return { ...CheckpointDto.of(checkpoint), timeStamp: stamp ? TimeStampDto.of(stamp) : null };
  }
}

export class CheckpointFeedDto {
  @ApiProperty({ type: [FedCheckpointDto], description: 'Oldest first.' }) items: FedCheckpointDto[];
  @ApiProperty({ example: 1042, description: 'What to ask for next as after.' }) next: number;
}
