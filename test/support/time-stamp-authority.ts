import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** A time-stamp authority on loopback: OpenSSL answers what it is asked. */
export class TestAuthority {
  /** Answered instead of what OpenSSL says. */
  instead: Buffer | number | null = null;
  asked = 0;

  private constructor(
    private readonly server: Server,
    private readonly folder: string,
  ) {}

  static async start(): Promise<TestAuthority> {
    const folder = mkdtempSync(join(tmpdir(), 'keyholder-tsa-'));
    makeKeys(folder);
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        authority.asked++;
        if (typeof authority.instead === 'number') return response.writeHead(authority.instead).end();
        const answer = authority.instead ?? authority.answer(Buffer.concat(parts));
        return response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answer);
      });
    });
    const authority = new TestAuthority(server, folder);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return authority;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/tsr`;
  }

  /** The certificate that those of the authority lead to. */
  get certificateFile(): string {
    return join(this.folder, 'ca.pem');
  }

  get certificate(): string {
    return readFileSync(this.certificateFile, 'utf8');
  }

  answer(question: Buffer): Buffer {
    writeFileSync(join(this.folder, 'question.tsq'), question);
    openssl(this.folder, 'ts -reply -queryfile question.tsq -config tsa.cnf -out answer.tsr');
    return readFileSync(join(this.folder, 'answer.tsr'));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function openssl(folder: string, line: string): void {
  execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' });
}

function makeKeys(folder: string): void {
  const config = {
    ...{
      serial: 'serial',
      signer_cert: 'tsa.pem',
      certs: 'ca.pem',
      signer_key: 'tsa.key',
      signer_digest: 'sha256',
    },
    ...{ default_policy: '1.2.3.4.1', digests: 'sha256', accuracy: 'secs:1', ess_cert_id_alg: 'sha256' },
  };
  const lines = Object.entries(config).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(join(folder, 'tsa.cnf'), `[tsa]\ndefault_tsa = ours\n[ours]\n${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'serial'), '01\n');
  writeFileSync(
    join(folder, 'usage.cnf'),
    'extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n',
  );
  openssl(
    folder,
    'req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=Authority -days 30',
  );
  openssl(folder, 'req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj /CN=Clock');
  openssl(
    folder,
    'x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile usage.cnf -days 30 -out tsa.pem',
  );
}
