import { Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { everybodyInside } from '../../../shared/roles.js';
import { Allow } from '../../../platform/auth/access.js';
import { Uuid } from '../../../platform/http/params.js';
import { Resource } from '../../../platform/http/resource.js';
import { RemindersService } from '../reminders.service.js';
import { AssessmentRemindersDto } from './reminder.dto.js';

@Resource('assessments', 'Questionnaires')
export class RemindersController {
  constructor(private readonly reminders: RemindersService) {}

  @Get(':id/reminders')
  @Allow(...everybodyInside)
  @ApiOperation({ summary: 'When somebody is to be reminded of an assessment; announced, not mailed' })
  @ApiOkResponse({ type: AssessmentRemindersDto })
  async list(@Param('id', Uuid) id: string): Promise<AssessmentRemindersDto> {
    return AssessmentRemindersDto.of(await this.reminders.of(id));
  }
}
