import { applyDecorators, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

/** A controller under the API's base path. */
export function Resource(path: string, tag: string): ClassDecorator {
  return applyDecorators(Controller(`api/v1/${path}`), ApiTags(tag));
}
