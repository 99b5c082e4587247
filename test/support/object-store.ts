import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const objectStoreKeys = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCY',
};
const region = 'eu-test-1';

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();

/**
 * An object store on loopback that speaks as much of S3 as is asked of it: objects, uploads in parts, If-None-Match. It
 * believes nothing: each request's signature (version 4) is computed anew, and each body is compared with its hash.
 */
export class ObjectStore {
  readonly objects = new Map<string, Buffer>();
  /** Method and address of each request, and what was wrong with it. */
  readonly seen: string[] = [];
  /** Answers this status to everything while it is set. */
  failing: number | null = null;
  private readonly parts = new Map<string, Map<number, Buffer>>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ObjectStore> {
    const server = createServer((request, response) => void store.answer(request, response));
    const store = new ObjectStore(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return store;
  }

  get settings() {
    const { port } = this.server.address() as AddressInfo;
    return {
      endpoint: `http://127.0.0.1:${port}`,
      region,
      bucket: 'evidence',
      prefix: 'kh/',
      ...objectStoreKeys,
    };
  }

  get environment(): Record<string, string> {
    const { endpoint, bucket, prefix, accessKeyId, secretAccessKey } = this.settings;
    return {
      KEYHOLDER_S3_ENDPOINT: endpoint,
      KEYHOLDER_S3_REGION: region,
      KEYHOLDER_S3_BUCKET: bucket,
      KEYHOLDER_S3_PREFIX: prefix,
      KEYHOLDER_S3_ACCESS_KEY_ID: accessKeyId,
      KEYHOLDER_S3_SECRET_ACCESS_KEY: secretAccessKey,
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const problem = problemOf(request, body);
    this.seen.push(`${request.method} ${request.url}${problem ? ` ${problem}` : ''}`);
    if (this.failing ?? problem) fail(response, this.failing ?? 403);
    else this.serve(request, response, body);
  }

  private serve(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const url = new URL(request.url ?? '', 'http://here');
    const key = decodeURIComponent(url.pathname);
    const upload = url.searchParams.get('uploadId') ?? '';
    const acts: Record<string, () => void> = {
      PUT: () => this.create(request, response, key, body),
      POST: () => this.begin(response),
      DELETE: () => this.remove(response, () => this.objects.delete(key)),
      GET: () => this.give(request, response, key),
      HEAD: () => this.give(request, response, key),
      'PUT part': () => {
        this.parts.get(upload)?.set(Number(url.searchParams.get('partNumber')), body);
        tagged(response, body);
      },
      'POST part': () => this.complete(request, response, key, upload),
      'DELETE part': () => this.remove(response, () => this.parts.delete(upload)),
    };
    acts[`${request.method}${upload === '' ? '' : ' part'}`]?.();
  }

  private remove(response: ServerResponse, away: () => unknown): void {
    away();
    response.writeHead(204).end();
  }

  private create(request: IncomingMessage, response: ServerResponse, key: string, body: Buffer): void {
    if (this.keep(request, response, key, body)) tagged(response, body);
  }

  private begin(response: ServerResponse): void {
    const id = randomUUID();
    this.parts.set(id, new Map());
    xml(
      response,
      `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
    );
  }

  private complete(request: IncomingMessage, response: ServerResponse, key: string, upload: string): void {
    const parts = [...(this.parts.get(upload) ?? [])].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
    this.parts.delete(upload);
    if (this.keep(request, response, key, Buffer.concat(parts)))
      xml(response, '<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>');
  }

  private keep(request: IncomingMessage, response: ServerResponse, key: string, body: Buffer): boolean {
    const taken = request.headers['if-none-match'] === '*' && this.objects.has(key);
    if (taken) fail(response, 412);
    else this.objects.set(key, body);
    return !taken;
  }

  private give(request: IncomingMessage, response: ServerResponse, key: string): void {
    const body = this.objects.get(key);
    if (!body) fail(response, 404);
    else
      response.writeHead(200, { 'content-length': body.length }).end(request.method === 'HEAD' ? '' : body);
  }
}

/** What keeps a request from being believed; null when nothing does. */
function problemOf(request: IncomingMessage, body: Buffer): string | null {
  const { headers } = request;
  const told = String(headers['x-amz-content-sha256']);
  if (told !== sha256(body)) return 'unsigned or other content';
  const part = headers['x-amz-checksum-sha256'];
  if (part !== undefined && part !== createHash('sha256').update(body).digest('base64'))
    return 'wrong checksum';
  const claims = /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
    headers.authorization ?? '',
  );
  if (!claims) return 'no signature';
  const [, credential = '', names = '', signature = ''] = claims;
  const [keyId, day = '', ...scope] = credential.split('/');
  if (keyId !== objectStoreKeys.accessKeyId || scope.join('/') !== `${region}/s3/aws4_request`)
    return 'unknown key';
  for (const name of ['host', 'x-amz-content-sha256', 'x-amz-date'])
    if (!names.split(';').includes(name)) return `${name} is not signed`;
  return signature === signatureOf(request, { names, day, told }) ? null : 'wrong signature';
}

function signatureOf(request: IncomingMessage, of: { names: string; day: string; told: string }): string {
  const url = new URL(request.url ?? '', 'http://here');
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort();
  const headers = of.names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [request.method, url.pathname, query.join('&'), headers.join(''), of.names, of.told].join(
    '\n',
  );
  const scope = `${of.day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [of.day, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (secret, step) => hmac(secret, step),
    `AWS4${objectStoreKeys.secretAccessKey}`,
  );
  return hmac(key, text).toString('hex');
}

function tagged(response: ServerResponse, body: Buffer): void {
  response.writeHead(200, { etag: `"${sha256(body).slice(0, 32)}"` }).end();
}

function xml(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
}

function fail(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>E${status}</Code><Message>refused</Message></Error>`);
}
