import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/access.js';
import { pageFile } from './page-files.js';

const assets = new URL('./assets/', import.meta.url);
const style = pageFile(assets, 'page.css');
const script = pageFile(assets, 'page.js');

/** What the pages for people outside share. */
@ApiExcludeController()
@Public()
@Controller('pages')
export class PagesController {
  @Get('page.css')
  @Header('Content-Type', style.mediaType)
  style(): string {
    return style.text;
  }

  @Get('page.js')
  @Header('Content-Type', script.mediaType)
  script(): string {
    return script.text;
  }
}
