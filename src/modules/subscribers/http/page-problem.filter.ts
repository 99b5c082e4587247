import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { answerProblem } from '../../../platform/errors/problem.filter.js';
import { problemOf } from '../../../platform/errors/problem.js';
import { refusedPage } from '../pages.js';
import { languageOf, wantsPage } from './wants-page.js';

/** A person at a form reads what was refused on a page; a program gets the problem document. */
@Catch()
export class PageProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    const { status, detail, details } = problemOf(error);
    if (status >= 500 || !wantsPage(request)) {
      answerProblem(error, request, response);
      return;
    }
    const errors = details.errors ?? [];
    const isAddress = errors.length > 0 && errors.every(({ pointer }) => pointer === '/email');
    const sentences = [detail, ...errors.map(({ message }) => `${message}.`)];
    if (typeof details['retryAfterSeconds'] === 'number')
      response.setHeader('Retry-After', String(details['retryAfterSeconds']));
    response
      .status(status)
      .type('html')
      .send(refusedPage(languageOf(request), isAddress ? null : sentences));
  }
}
