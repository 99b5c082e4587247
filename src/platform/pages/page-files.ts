import { readFileSync, readdirSync } from 'node:fs';
import { refuse } from '../errors/request-errors.js';

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

/** The scripts of a page by name; 404 for any other. */
export function scriptsIn(folder: URL): (name: string) => string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const scripts = new Map(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
  return (name) => scripts.get(name) ?? refuse('request.not_found', 'There is no such script.');
}
