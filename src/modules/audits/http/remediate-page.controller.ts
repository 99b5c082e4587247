import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../../platform/auth/access.js';
import { pageFile, scriptsIn } from '../../../platform/pages/page-files.js';

const folder = new URL('../page/', import.meta.url);
const page = pageFile(folder, 'remediate.html');
const scripts = scriptsIn(folder);

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

  @Get(':script')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script(@Param('script') name: string): string {
    return scripts(name);
  }
}
