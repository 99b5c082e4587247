import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../../platform/auth/access.js';
import { pageFile } from '../../../platform/pages/page-files.js';

const folder = new URL('../page/', import.meta.url);
const page = pageFile(folder, 'respond.html');
const script = pageFile(folder, 'respond.js');
const inputs = pageFile(folder, 'inputs.js');

/** Where the link of an invitation leads: the page holds nothing, it asks the API with the secret in the link. */
@ApiExcludeController()
@Public()
@Controller('respond')
export class RespondPageController {
  @Get()
  @Header('Content-Type', page.mediaType)
  page(): string {
    return page.text;
  }

  @Get('respond.js')
  @Header('Content-Type', script.mediaType)
  script(): string {
    return script.text;
  }

  @Get('inputs.js')
  @Header('Content-Type', inputs.mediaType)
  inputs(): string {
    return inputs.text;
  }
}
