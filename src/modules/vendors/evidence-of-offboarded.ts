import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RetainedRecords } from '../../platform/retained-records.js';
import { EvidenceService } from '../evidence/index.js';
import { EvidenceOfOffboardedReader } from './persistence/evidence-of-offboarded.reader.js';

/** Which documents have had their days, counted from the end of their vendor: only here both are known. */
@Injectable()
export class EvidenceOfOffboarded implements OnModuleInit {
  constructor(
    private readonly retained: RetainedRecords,
    private readonly reader: EvidenceOfOffboardedReader,
    private readonly evidence: EvidenceService,
  ) {}

  onModuleInit(): void {
    this.retained.add('evidence_content', {
      due: (before, after, most) => this.reader.due(before, after, most),
      dispose: (tx, { id }, { reason, ground }) =>
        this.evidence.dispose(tx, id, { reason, legalGround: ground }),
    });
  }
}
