import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { definitionOf, errorKinds, type ErrorKind } from '../../shared/domain-error.js';
import { Public } from '../auth/access.js';
import { statusOf } from './problem.js';
import { refuse } from './request-errors.js';

class ProblemTypeDto {
  @ApiProperty({ example: 'vendor.cannot_move' }) code: string;
  @ApiProperty({ enum: errorKinds, enumName: 'ErrorKind' }) kind: ErrorKind;
  @ApiProperty({ example: 409, description: 'HTTP status that goes with it.' }) status: number;
  @ApiProperty({ example: 'The vendor cannot take that step from where it stands' }) title: string;
  @ApiProperty({ example: 'Look at the states that may follow its present one.' }) remedy: string;
}

/** What the `type` of every problem document points to. */
@ApiTags('Problems')
@Public()
@Controller('api/problems')
export class ProblemsController {
  @Get(':code')
  @ApiOperation({ summary: 'What an error code means, and its remedy' })
  @ApiOkResponse({ type: ProblemTypeDto })
  get(@Param('code') code: string): ProblemTypeDto {
    const definition = definitionOf(code) ?? refuse('request.not_found', 'There is no error with this code.');
    return { code, status: statusOf[definition.kind], ...definition };
  }
}
