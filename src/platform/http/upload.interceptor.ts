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
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Config } from '../config/config.js';
import { refusal, refuse } from '../errors/request-errors.js';
import { IncomingFiles, type ReceivedFile } from '../files/incoming-files.js';
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
  private readonly receive: (request: Request, response: Response) => Promise<void>;

  constructor(
    private readonly reflector: Reflector,
    private readonly incoming: IncomingFiles,
    config: Config,
  ) {
    const megabytes = config.KEYHOLDER_UPLOAD_MEGABYTES;
    const parser = multer({
      defParamCharset: 'utf8', // how browsers send file names (RFC 7578 5.1)
      storage: incoming,
      limits: {
        fileSize: megabytes * 1024 * 1024,
        files: 1,
        fields: 20,
        fieldSize: 64 * 1024,
        parts: 21,
        fieldNameSize: 100,
      },
    }).single('file');
    this.receive = (request, response) =>
      new Promise((done, fail) => {
        parser(request, response, (error: unknown) => (error ? fail(asRefusal(error, megabytes)) : done()));
      });
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const takesFile = this.reflector.get<boolean | undefined>(uploadRoute, context.getHandler()) ?? false;
    if (!request.is('multipart/form-data')) return next.handle();
    if (!takesFile) refuse('request.unsupported_media', 'This address takes application/json.');
    return from(this.withFile(request, http.getResponse<Response>(), next));
  }

  /** The file is gone before anything is answered. */
  private async withFile(request: Request, response: Response, next: CallHandler): Promise<unknown> {
    try {
      await this.store(request, response);
      return await lastValueFrom(next.handle(), { defaultValue: undefined });
    } finally {
      if (request.file) await this.incoming.discard(request.file.path);
    }
  }

  private async store(request: Request, response: Response): Promise<void> {
    await this.receive(request, response);
    assertStorable(request.body);
    request.body = { ...(request.body as object | undefined) };
    const file = request.file as ReceivedFile | undefined;
    if (!file) return;
    received.set(request, {
      path: file.path,
      originalName: file.originalname,
      size: file.size,
      sha256: file.sha256,
      declaredType: file.mimetype,
    });
  }
}

const noRoom = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const onDisk = ['mkdir', 'open', 'write', 'close'];

function asRefusal(error: unknown, megabytes: number): Error {
  if (!(error instanceof multer.MulterError)) return fromDisk(error) ?? brokenBody();
  if (error.code === 'LIMIT_FILE_SIZE')
    return refusal('request.too_large', `A file may have ${megabytes} megabytes here.`, {
      limitMegabytes: megabytes,
    });
  return refusal(
    'request.invalid',
    'The form has parts that are not expected here: send one part named file.',
    {
      errors: [{ pointer: `/${error.field ?? ''}`, code: 'unexpected_part', message: 'leave this part out' }],
    },
  );
}

const brokenBody = () =>
  refusal('request.invalid', 'The multipart body is broken: it ends early or has no boundary.');

/** A disk that fails is no mistake of the sender's. */
function fromDisk(error: unknown): Error | null {
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (!onDisk.includes(String(syscall))) return null;
  return noRoom.includes(String(code))
    ? refusal('request.no_room', 'The disk for incoming files is full.')
    : (error as Error);
}
