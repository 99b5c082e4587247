// A time-stamp (RFC 3161) as an authority answered: a TimeStampResp whose token is CMS signed data (RFC 5652) in DER.
import { createHash, verify, X509Certificate } from 'node:crypto';
import { fail } from './archive.mjs';

const where = 'time-stamp.tsr';
const oids = {
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  timeStamping: '1.3.6.1.5.5.7.3.8',
};
const digests = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const mostInChain = 8;

/** When `content` existed, as who says; `isTrusted` when that certificate leads to one of `trusted` (PEM). */
export function readTimeStamp(bytes, { content, trusted }) {
  const token = tokenOf(bytes);
  const { info, signer, certificates } = signedDataOf(token);
  const { genTime, imprint, algorithm } = infoOf(info);
  if (!imprint.equals(hashOf(algorithm, content))) fail(where, 'stamps something else than manifest.json');
  const certificate = signerCertificate(signer, certificates, info);
  if (!certificate.keyUsage?.includes(oids.timeStamping))
    fail(where, 'is signed by a key that is not for time-stamping');
  const isTrusted = trusted !== null && leadsTo(certificate, certificates, { trusted, genTime });
  if (trusted !== null && !isTrusted) fail(where, 'leads to none of the certificates of --tsa');
  return { genTime: genTime.toISOString(), authority: certificate.subject.replaceAll('\n', ', '), isTrusted };
}

function tokenOf(bytes) {
  const [status, token] = parts(element(bytes, 0, bytes.length));
  const [code] = parts(status);
  if (code.content.length !== 1 || code.content[0] > 1 || !token) fail(where, 'is a refusal');
  return token;
}

function signedDataOf(token) {
  const [type, wrapped] = parts(token);
  if (oidOf(type) !== oids.signedData) fail(where, 'is not signed');
  const [, , content, ...more] = parts(parts(wrapped)[0]);
  const [contentType, wrappedInfo] = parts(content);
  if (oidOf(contentType) !== oids.tstInfo) fail(where, 'holds no time');
  const certificates = more
    .filter(({ tag }) => tag === 0xa0)
    .flatMap((set) => parts(set))
    .map(({ whole }) => new X509Certificate(whole));
  const [signer, ...others] = parts(more.at(-1));
  if (!signer || others.length > 0) fail(where, 'is not signed by exactly one');
  return { info: parts(wrappedInfo)[0].content, signer, certificates };
}

function infoOf(info) {
  const [, , messageImprint, , genTime] = parts(element(info, 0, info.length));
  const [algorithm, imprint] = parts(messageImprint);
  const [, year, month, day, hour, minute, second, fraction = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(genTime.content.toString('latin1')) ??
    fail(where, 'has a time that is none');
  return {
    genTime: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`),
    imprint: imprint.content,
    algorithm: oidOf(parts(algorithm)[0]),
  };
}

/** The certificate whose key signed the attributes, which hold the hash of the time. */
function signerCertificate(signer, certificates, info) {
  const [, , digest, attributes, , signature] = parts(signer);
  const algorithm = oidOf(parts(digest)[0]);
  if (attributes?.tag !== 0xa0 || !signature) fail(where, 'has no signed attributes');
  const valueOf = (oid) =>
    parts(attributes)
      .map((each) => parts(each))
      .find(([type]) => oidOf(type) === oid)?.[1];
  const said = valueOf(oids.messageDigest);
  if (!said || !parts(said)[0].content.equals(hashOf(algorithm, info)))
    fail(where, 'was changed after it was signed');
  const type = valueOf(oids.contentType);
  if (!type || oidOf(parts(type)[0]) !== oids.tstInfo)
    fail(where, 'was signed as something else than a time');
  const signed = Buffer.concat([Buffer.of(0x31), attributes.whole.subarray(1)]);
  const isSigner = ({ publicKey }) => verify(digests[algorithm], signed, publicKey, signature.content);
  return certificates.find(isSigner) ?? fail(where, 'is signed by none of its certificates');
}

/** Whether a path of certificates, each valid at that moment, ends at one that the reader trusts. */
function leadsTo(certificate, certificates, { trusted, genTime }) {
  const anchors = (trusted.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (pem) => new X509Certificate(pem),
  );
  if (anchors.length === 0) throw new Error('--tsa holds no certificate in PEM.');
  let current = certificate;
  for (let step = 0; step < mostInChain; step++) {
    if (!isValidAt(current, genTime)) return false;
    if (anchors.some(({ fingerprint256 }) => fingerprint256 === current.fingerprint256)) return true;
    const issuer = [...anchors, ...certificates].find((other) => isIssuedBy(current, other));
    if (!issuer || issuer.fingerprint256 === current.fingerprint256) return false;
    current = issuer;
  }
  return false;
}

const isIssuedBy = (certificate, issuer) =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
const isValidAt = ({ validFrom, validTo }, moment) =>
  moment >= new Date(validFrom) && moment <= new Date(validTo);

function hashOf(algorithm, content) {
  return createHash(digests[algorithm] ?? fail(where, 'uses a hash that is not of the SHA-2 family'))
    .update(content)
    .digest();
}

/** One element of DER between two places: its tag, its content and its whole. */
function element(bytes, begin, end) {
  const long = bytes[begin + 1] & 0x80 ? bytes[begin + 1] & 0x7f : 0;
  const length = long > 0 && long <= 4 ? bytes.readUIntBE(begin + 2, long) : bytes[begin + 1];
  const start = begin + 2 + long;
  if (long > 4 || bytes[begin + 1] === 0x80 || !(start + length <= end)) fail(where, 'is not in DER');
  return {
    tag: bytes[begin],
    content: bytes.subarray(start, start + length),
    whole: bytes.subarray(begin, start + length),
  };
}

/** The elements inside of one. */
function parts({ content } = fail(where, 'lacks a part')) {
  const found = [];
  for (let at = 0; at < content.length; at += found.at(-1).whole.length)
    found.push(element(content, at, content.length));
  return found;
}

function oidOf({ tag, content } = fail(where, 'lacks a part')) {
  if (tag !== 0x06) return '';
  const arcs = [];
  let arc = 0;
  for (const byte of content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - 40 * top, ...rest].join('.');
}
