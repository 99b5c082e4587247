import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiConsumes } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import multer from 'multer';
import { finalize, from, switchMap, type Observable } from 'rxjs';
import { Config } from '../config/config.js';
import { refusal, refuse } from '../errors/request-errors.js';
import { assertStorable } from './hardening.js';

/** A received file: on disk until the request ends, never in memory; its name is what the sender called it. */
export type Upload = Readonly<{
  path: string;
  originalName: string;
  size: number;
  sha256: string;
  declaredType: string;
}>;

const uploadRoute = Symbol('a route that takes a file');
const received = new WeakMap<Request, Upload>();

/** The route takes multipart/form-data with one file part named `file`; other parts are ordinary fields. */
export const TakesFile = (): MethodDecorator =>
  applyDecorators(SetMetadata(uploadRoute, true), ApiConsumes('multipart/form-data'));

export const UploadedFile = createParamDecorator((_data: unknown, context: ExecutionContext): Upload => {
  const { upload } = uploadOf(context.switchToHttp().getRequest<Request>());
  return upload ?? refuse('request.file_missing', 'Send the file as a part named file.');
});

export function uploadOf(request: Request): { upload: Upload | undefined; fields: unknown } {
  const upload = received.get(request);
  return { upload, fields: upload ? (request.body as unknown) : null };
}

@Injectable()
export class UploadInterceptor implements NestInterceptor {
  private readonly folder: string;
  private readonly receive: (request: Request, response: Response) => Promise<void>;

  constructor(
    private readonly reflector: Reflector,
    config: Config,
  ) {
    this.folder = join(config.KEYHOLDER_DATA_DIR, 'incoming');
    const parser = multer({
      defParamCharset: 'utf8', // how browsers send file names (RFC 7578 5.1)
      storage: multer.diskStorage({
        destination: this.folder,
        filename: (_request, _file, done) => done(null, randomUUID()),
      }),
      limits: {
        fileSize: config.KEYHOLDER_UPLOAD_MEGABYTES * 1024 * 1024,
        files: 1,
        fields: 20,
        fieldSize: 64 * 1024,
        parts: 21,
        fieldNameSize: 100,
      },
    }).single('file');
    this.receive = (request, response) =>
      new Promise((done, fail) => {
        parser(request, response, (error: unknown) => (error ? fail(asRefusal(error)) : done()));
      });
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const takesFile = this.reflector.get<boolean | undefined>(uploadRoute, context.getHandler()) ?? false;
    if (!request.is('multipart/form-data')) return next.handle();
    if (!takesFile) refuse('request.unsupported_media', 'This address takes application/json.');
    return from(this.store(request, http.getResponse<Response>())).pipe(
      switchMap(() => next.handle()),
      finalize(() => void this.discard(request)),
    );
  }

  private async store(request: Request, response: Response): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.receive(request, response);
    assertStorable(request.body);
    request.body = { ...(request.body as object | undefined) };
    const { file } = request;
    if (!file) return;
    received.set(request, {
      path: file.path,
      originalName: file.originalname,
      size: file.size,
      sha256: await sha256Of(file.path),
      declaredType: file.mimetype,
    });
  }

  private async discard(request: Request): Promise<void> {
    if (request.file) await rm(request.file.path, { force: true });
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function asRefusal(error: unknown): Error {
  if (!(error instanceof multer.MulterError))
    return refusal('request.invalid', 'The multipart body is broken: it ends early or has no boundary.');
  if (error.code === 'LIMIT_FILE_SIZE')
    return refusal('request.too_large', 'The file is larger than this installation accepts.');
  return refusal(
    'request.invalid',
    'The form has parts that are not expected here: send one part named file.',
    {
      errors: [{ pointer: `/${error.field ?? ''}`, code: 'unexpected_part', message: 'leave this part out' }],
    },
  );
}
