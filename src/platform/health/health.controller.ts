import { Controller, Get } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { Public } from '../auth/access.js';
import { Database } from '../database/database.js';
import { refuse } from '../errors/request-errors.js';
import { Readiness } from './readiness.js';

const greatestLag = 10_000;

class AliveDto {
  @ApiProperty({ example: 'ok' }) status: string;
}

class ReadyDto extends AliveDto {
  @ApiProperty({ example: '18.4', description: 'Version of the PostgreSQL server.' }) database: string;
  @ApiProperty({ example: 0, description: 'Ledger entries that are committed and not yet sealed.' })
  ledgerLag: number;
}

@ApiTags('Operations')
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly db: Database,
    private readonly readiness: Readiness,
  ) {}

  @Get('healthz')
  @ApiOperation({ summary: 'The process is alive' })
  @ApiOkResponse({ type: AliveDto })
  alive(): AliveDto {
    return { status: 'ok' };
  }

  @Get('readyz')
  @ApiOperation({
    summary: 'The database answers, is migrated, the ledger is being sealed, and files can be stored',
  })
  @ApiOkResponse({ type: ReadyDto })
  @ApiServiceUnavailableResponse({ description: 'Not ready; Retry-After says when to ask again.' })
  async ready(): Promise<ReadyDto> {
    const [row] = await this.db
      .query<{ version: string; lag: string }>(
        `SELECT current_setting('server_version') AS version,
                (SELECT count(*) FROM (SELECT 1 FROM ledger_pending LIMIT ${greatestLag + 1}) waiting) AS lag`,
      )
      .catch(() => refuse('request.busy', 'The database does not answer.'));
    const ledgerLag = Number(row?.lag ?? 0);
    if (ledgerLag > greatestLag)
      refuse('request.busy', `More than ${greatestLag} ledger entries wait to be sealed.`);
    const failing = await this.readiness.failing();
    if (failing.length > 0)
      refuse('request.busy', `Not usable: ${failing.join(', ')}. The log of this instance says why.`);
    return { status: 'ok', database: row?.version.split(' ')[0] ?? '', ledgerLag };
  }
}
