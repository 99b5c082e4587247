import { Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Config } from '../config/config.js';

export type Mail = Readonly<{
  to: string;
  subject: string;
  text: string;
  /** Where a POST ends the mails (RFC 8058). */
  endLink: string;
}>;

/** `permanent`: the server will not take this mail however often it is sent. */
export class MailNotTaken extends Error {
  constructor(
    readonly word: string,
    readonly permanent: boolean,
  ) {
    super(word);
  }
}

const patienceMs = 20_000;

/** Hands mail to the server of KEYHOLDER_SMTP_URL. */
@Injectable()
export class Mailer {
  private readonly transport: Transporter | null;
  private readonly from: string | null;

  constructor({ KEYHOLDER_SMTP_URL: url, KEYHOLDER_MAIL_FROM: from }: Config) {
    this.from = from ?? null;
    this.transport =
      url !== undefined && from !== undefined
        ? createTransport({
            url,
            connectionTimeout: patienceMs,
            greetingTimeout: patienceMs,
            socketTimeout: patienceMs,
            disableFileAccess: true,
            disableUrlAccess: true,
          })
        : null;
  }

  get ready(): boolean {
    return this.transport !== null;
  }

  async send(id: string, { to, subject, text, endLink }: Mail): Promise<void> {
    const { transport, from } = this;
    if (!transport || from === null) throw new MailNotTaken('not_configured', false);
    if (!isMailbox(to)) throw new MailNotTaken('bad_address', true);
    const host = from.slice(from.lastIndexOf('@') + 1);
    const mail = {
      ...{ from: { name: '', address: from }, to: { name: '', address: to } },
      envelope: { from, to: [to] },
      subject: subject.replace(/\s+/g, ' '),
      ...{ text, messageId: `<${id}@${host}>` },
      headers: {
        'List-Unsubscribe': `<${endLink}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'Auto-Submitted': 'auto-generated',
      },
    };
    await transport.sendMail(mail).catch((error: unknown) => {
      throw notTaken(error);
    });
  }
}

/** One plain address: nothing that a header or an address list could be made of. */
export function isMailbox(address: string): boolean {
  return /^[^\s"(),:;<>@[\]\\\p{Cc}]{1,64}@[^\s"(),:;<>@[\]\\\p{Cc}]{1,189}$/u.test(address);
}

/** Without the server's words: they repeat addresses. */
function notTaken(error: unknown): MailNotTaken {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  if (typeof responseCode === 'number') return new MailNotTaken(`smtp_${responseCode}`, responseCode >= 500);
  return new MailNotTaken(
    /^[A-Z_]{1,40}$/.test(code ?? '') ? String(code).toLowerCase() : 'no_connection',
    false,
  );
}
