import { createReadStream } from 'node:fs';
import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { instream } from './clamd.js';
import { refuse } from './domain/evidence-errors.js';
import { verdictOf, type ScanVerdict } from './domain/scan-reply.js';
import type { IncomingContent } from './storage/content-store.js';

/** Asks the virus scanner, where one is configured. Whatever it does not plainly call clean is not stored. */
@Injectable()
export class VirusScan {
  private readonly log = new Logger('VirusScan');
  private readonly security = new Logger('Security');

  constructor(private readonly config: Config) {}

  async assertClean({ path, sha256 }: Omit<IncomingContent, 'size'>): Promise<void> {
    const { KEYHOLDER_CLAMD: address } = this.config;
    if (address === undefined) return;
    const verdict = await this.verdictOn(path, address);
    switch (verdict.is) {
      case 'clean':
        return;
      case 'infected':
        this.security.warn(`An infected file was refused: ${verdict.signature} in ${sha256}`);
        return refuse('evidence.infected', `The virus scanner found ${verdict.signature}.`, {
          signature: verdict.signature,
        });
      case 'too_large':
        return refuse('evidence.too_large_to_scan', 'The file is larger than what the virus scanner takes.');
      case 'unknown':
        this.log.error(`The virus scanner answered: ${verdict.reply}`);
        return refuse('evidence.scanner_unreachable', 'The virus scanner gave no verdict.');
    }
  }

  private async verdictOn(path: string, address: string): Promise<ScanVerdict> {
    const timeoutMs = this.config.KEYHOLDER_CLAMD_SECONDS * 1_000;
    try {
      return verdictOf(await instream(address, createReadStream(path) as AsyncIterable<Buffer>, timeoutMs));
    } catch (error) {
      this.log.error(
        `The virus scanner cannot be asked: ${error instanceof Error ? error.message : 'failed'}`,
      );
      return refuse('evidence.scanner_unreachable', 'The virus scanner does not answer, or broke off.');
    }
  }
}
