import { readFileSync } from 'node:fs';

const mediaTypes = { html: 'text/html', css: 'text/css', js: 'text/javascript' } as const;

export type PageFile = Readonly<{ text: string; mediaType: string }>;

/** A file of a page as it lies in `folder` beside the code; read once, when the program starts. */
export function pageFile(folder: URL, name: `${string}.${keyof typeof mediaTypes}`): PageFile {
  const extension = name.slice(name.lastIndexOf('.') + 1) as keyof typeof mediaTypes;
  return {
    text: readFileSync(new URL(name, folder), 'utf8'),
    mediaType: `${mediaTypes[extension]}; charset=utf-8`,
  };
}
