import { isLabel, tidy } from '../../../shared/label.js';

const longest = 200;

/** The last part of what the sender called the file, without anything that a file system or a header could trip over. */
export function safeFileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const visible = tidy(last.replace(/[\p{C}\p{Zl}\p{Zp}<>:"|?*]/gu, ' ')).replace(/^\.+|[. ]+$/g, '');
  const dot = visible.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [visible.slice(0, dot), visible.slice(dot)] : [visible, ''];
  const name =
    stem.slice(0, longest - Math.min(extension.length, 11)).toWellFormed() + extension.slice(0, 11);
  return isLabel(name) ? name : 'file';
}
