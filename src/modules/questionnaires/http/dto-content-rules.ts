import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { fieldErrors } from '../../../platform/http/validation.js';
import { ContentRules } from '../content-rules.js';
import { contentOf } from './content.dto.js';
import { ChangeVersionDto } from './template.dto.js';

/** Holds a content against the very checks of `PUT …/versions/{version}`. */
@Injectable()
export class DtoContentRules extends ContentRules {
  read(sections: unknown): ReturnType<ContentRules['read']> {
    const body = plainToInstance(ChangeVersionDto, { sections });
    const errors = validateSync(body, {
      whitelist: true,
      forbidNonWhitelisted: true,
      stopAtFirstError: true,
    });
    return errors.length > 0 ? { errors: fieldErrors(errors) } : { content: contentOf(body.sections) };
  }
}
