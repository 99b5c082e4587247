import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../../platform/auth/access.js';
import { pageFile } from '../../../platform/pages/page-files.js';

const folder = new URL('../page/', import.meta.url);
const page = pageFile(folder, 'remediate.html');
const script = pageFile(folder, 'remediate.js');

/** Where a link to findings leads: the page holds nothing, it asks the API with the secret in the link. */
@ApiExcludeController()
@Public()
@Controller('remediate')
export class RemediatePageController {
  @Get()
  @Header('Content-Type', page.mediaType)
  page(): string {
    return page.text;
  }

  @Get('remediate.js')
  @Header('Content-Type', script.mediaType)
  script(): string {
    return script.text;
  }
}
