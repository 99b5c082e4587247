import { webcrypto } from 'node:crypto';
import { fromBER, Integer, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  CryptoEngine,
  MessageImprint,
  setEngine,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { sha256, TimeStampError, type TimeStampToken } from './time-stamp.js';

setEngine('node', new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto }));

const sha256Oid = '2.16.840.1.101.3.4.2.1';
const extendedKeyUsage = '2.5.29.37';
const timeStamping = '1.3.6.1.5.5.7.3.8';
const granted = [0, 1];

/** `content` is what was stamped; `nonce` what was sent with the question; `trusted` certificates, none to accept any. */
export type Asked = Readonly<{ content: string; nonce: Buffer; trusted: readonly Certificate[] }>;

/** TimeStampReq in DER for SHA-256 of the content; the answer is to hold the certificate that signed it. */
export function timeStampQuestion({ content, nonce }: Pick<Asked, 'content' | 'nonce'>): Buffer {
  const messageImprint = new MessageImprint({
    hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256Oid }),
    hashedMessage: new OctetString({ valueHex: sha256(content) }),
  });
  const question = { version: 1, messageImprint, nonce: new Integer({ valueHex: nonce }), certReq: true };
  return Buffer.from(new TimeStampReq(question).toSchema().toBER(false));
}

/** Reads a TimeStampResp and refuses it unless it answers the question and is signed for time-stamping. */
export async function readTimeStamp(answer: Buffer, asked: Asked): Promise<TimeStampToken> {
  const { signed, info } = opened(answer);
  const { hashedMessage, hashAlgorithm } = info.messageImprint;
  const imprint = Buffer.from(hashedMessage.valueBlock.valueHexView);
  if (hashAlgorithm.algorithmId !== sha256Oid || !imprint.equals(sha256(asked.content)))
    throw new TimeStampError('the answer stamps something else');
  if (!info.nonce?.isEqual(new Integer({ valueHex: asked.nonce })))
    throw new TimeStampError('the answer is to another question');
  await assertSigned(signed, asked);
  return {
    genTime: info.genTime,
    serial: Buffer.from(info.serialNumber.valueBlock.valueHexView).toString('hex'),
    policy: info.policy,
  };
}

/** The certificates of a PEM file. */
export function certificatesIn(pem: string): Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) =>
    Certificate.fromBER(Buffer.from(block.replace(/-----[^-]+-----|\s/g, ''), 'base64')),
  );
}

function opened(answer: Buffer): { signed: SignedData; info: TSTInfo } {
  const { result, offset } = fromBER(answer);
  if (offset === -1) throw new TimeStampError('the answer is no TimeStampResp');
  try {
    const { status, timeStampToken } = new TimeStampResp({ schema: result });
    if (!granted.includes(status.status) || !timeStampToken)
      throw new TimeStampError(`the authority refused with status ${status.status}`);
    const signed = new SignedData({ schema: timeStampToken.content });
    const content = signed.encapContentInfo.eContent?.getValue();
    if (!content) throw new TimeStampError('the answer holds no time');
    return { signed, info: TSTInfo.fromBER(content) };
  } catch (error) {
    if (error instanceof TimeStampError) throw error;
    throw new TimeStampError('the answer is no TimeStampResp', { cause: error });
  }
}

async function assertSigned(signed: SignedData, { content, trusted }: Asked): Promise<void> {
  const verdict = await signed
    .verify({
      ...{ signer: 0, data: new TextEncoder().encode(content).buffer, extendedMode: true },
      ...{ checkChain: trusted.length > 0, trustedCerts: [...trusted] },
    })
    .catch((error: unknown) => {
      throw new TimeStampError(
        'the signature of the authority does not hold, or leads to none that is trusted',
        {
          cause: error,
        },
      );
    });
  const usage = verdict.signerCertificate?.extensions?.find(({ extnID }) => extnID === extendedKeyUsage);
  const purposes = (usage?.parsedValue as { keyPurposes?: string[] } | undefined)?.keyPurposes ?? [];
  if (!verdict.signatureVerified) throw new TimeStampError('the signature of the authority does not hold');
  if (!purposes.includes(timeStamping))
    throw new TimeStampError('the certificate of the authority is not for time-stamping');
}
