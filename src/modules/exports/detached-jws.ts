import { sign, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../../shared/canonical-json.js';
import { rawPublicKey } from '../../platform/ledger/checkpoint.js';

/** RFC 7515, appendix F, with EdDSA (RFC 8037); the key's id is its 32 bytes in base64url. */
export function detachedJws(payload: string | Buffer, privateKey: KeyObject): string {
  const kid = rawPublicKey(privateKey).toString('base64url');
  const header = Buffer.from(canonicalJson({ alg: 'EdDSA', kid })).toString('base64url');
  const input = `${header}.${Buffer.from(payload).toString('base64url')}`;
  return `${header}..${sign(null, Buffer.from(input), privateKey).toString('base64url')}`;
}
