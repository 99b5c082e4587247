import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server on this machine: keeps what it takes; `refusing` makes it answer with that code. */
export class MailServer {
  readonly mails: { from: string; to: string[]; text: string }[] = [];
  refusing: number | null = null;
  private constructor(private readonly server: SMTPServer) {}

  static start(): Promise<MailServer> {
    const smtp = new SMTPServer({
      ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false },
      onData(stream, session, done) {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          if (server.refusing !== null) {
            done(Object.assign(new Error('not now'), { responseCode: server.refusing }));
            return;
          }
          const from = mailFrom ? mailFrom.address : '';
          server.mails.push({
            from,
            to: rcptTo.map(({ address }) => address),
            text: plain(Buffer.concat(parts)),
          });
          done();
        });
      },
    });
    const server = new MailServer(smtp);
    return new Promise((done) => smtp.listen(0, '127.0.0.1', () => done(server)));
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((done) => this.server.close(() => done()));
  }
}

/** Quoted-printable undone. */
function plain(raw: Buffer): string {
  const bytes = raw
    .toString('latin1')
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_sign, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
}

/** A receiver of webhooks on this machine: `status` is what it answers; it proves itself unless told not to. */
export class HookReceiver {
  readonly received: { headers: IncomingHttpHeaders; body: string }[] = [];
  status = 204;
  proves = true;
  private constructor(private readonly server: Server) {}

  static start(): Promise<HookReceiver> {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString('utf8')));
      request.on('end', () => {
        const { type, challenge } = JSON.parse(body) as { type: string; challenge?: string };
        if (type === 'subscription.challenge') {
          const answer = receiver.proves ? { answer: challenge } : JSON.parse(body);
          response.end(JSON.stringify(answer));
          return;
        }
        receiver.received.push({ headers: request.headers, body });
        if (receiver.status === 302) response.setHeader('location', '/elsewhere');
        response.writeHead(receiver.status).end();
      });
    });
    const receiver = new HookReceiver(server);
    return new Promise((done) => server.listen(0, '127.0.0.1', () => done(receiver)));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/in`;
  }

  close(): Promise<void> {
    return new Promise((done) => {
      this.server.closeAllConnections();
      this.server.close(() => done());
    });
  }
}
