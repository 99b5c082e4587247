import { applyDecorators, Header } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';

const type = 'image/svg+xml';
/** A picture opened by itself runs and loads nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** A route that answers with a picture. */
export const AnswersPicture = (): MethodDecorator =>
  applyDecorators(
    Header('Cache-Control', 'private, no-cache'),
    ApiProduces(type),
    ApiOkResponse({ content: { [type]: { schema: { type: 'string' } } } }),
  );

export function sendPicture(response: Response, svg: string): void {
  response.setHeader('Content-Security-Policy', policy).type(type).send(svg);
}
