import type { Config } from '../../src/platform/config/config.js';
import { page, table } from './markdown.js';

export function configurationPage(
  defaults: Config,
  reference: Readonly<Record<keyof Config, string>>,
): string {
  return page(
    'Configuration',
    'Environment variables, read and checked once at the start; a bad value, or an unknown variable that begins with ' +
      '`KEYHOLDER_`, is one line and exit code 1.',
    table(
      ['variable', 'default', 'meaning'],
      Object.entries(reference).map(([name, meaning]) => [
        `\`${name}\``,
        name in defaults && defaults[name as keyof Config] !== undefined
          ? `\`${defaults[name as keyof Config] ?? ''}\``
          : 'unset',
        meaning,
      ]),
    ),
  );
}
