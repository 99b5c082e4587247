import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ProblemFilter } from '../../../platform/errors/problem.filter.js';
import { problemOf } from '../../../platform/errors/problem.js';
import { definitionOf } from '../../../shared/domain-error.js';
import { chosenLanguage, languages } from '../languages.js';
import { problemPage } from '../page/register-page.js';

/** A person at the public page reads a page; everybody else gets the problem document. */
@Catch()
export class PublicProblemFilter implements ExceptionFilter {
  private readonly documents = new ProblemFilter();

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const { status, code, detail } = problemOf(error);
    if (status >= 500 || response.headersSent || request.accepts(['json', 'html']) !== 'html') {
      this.documents.catch(error, host);
      return;
    }
    const language = chosenLanguage(lang(request), request.headers['accept-language']);
    const { title = 'The request was refused', remedy = '' } = definitionOf(code) ?? {};
    const frame = { language, languages: [...languages.values()], choice: {} };
    response.setHeader('Vary', 'Accept, Accept-Language');
    response.status(status).type('html').send(problemPage({ title, detail, remedy }, frame));
  }
}

function lang({ query }: Request): string | undefined {
  return typeof query['lang'] === 'string' ? query['lang'] : undefined;
}
