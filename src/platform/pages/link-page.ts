import { Controller, Get, Header, Param, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/access.js';
import { pageFile, scriptsIn } from './page-files.js';

/**
 * Where a link for somebody outside leads: `<path>.html` of the folder, with the scripts beside it. The page holds
 * nothing; it asks the API with the secret in the link.
 */
export function linkPage(path: string, folder: URL): Type {
  const page = pageFile(folder, `${path}.html`);
  const scripts = scriptsIn(folder);

  @ApiExcludeController()
  @Public()
  @Controller(path)
  class LinkPageController {
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
  return LinkPageController;
}
