import { refuse } from './evidence-errors.js';

/** Accepted by their first bytes, with the extensions that belong to them. */
const binary: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
};

/** Text has no first bytes of its own: the extension says what it is, and it has to be text all through. */
const text: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  log: 'text/plain',
  csv: 'text/csv',
  md: 'text/markdown',
  json: 'application/json',
};

/** Markup and scripts, which something that opens the file later could run. */
const active = /^\s*(<[!?/a-z]|#!)/i;

/** Extensions of what a computer runs or a browser renders; those that are also ends of domain names are left out. */
const runnable = new Set(
  (
    'exe scr bat cmd ps1 vbs vbe js mjs jse wsf wsh hta html htm xhtml shtml mht svg php phtml jsp asp aspx jar msi dll ' +
    'lnk reg dmg apk iso docm xlsm pptm'
  ).split(' '),
);

/** What makes a file unacceptable although its first bytes are those of an accepted kind. */
export const contentFlaws = ['macros', 'bomb', 'damaged', 'two_in_one'] as const;
export type ContentFlaw = (typeof contentFlaws)[number];

export type Content = Readonly<{
  /** What the first bytes say; null when they say nothing. */
  detected: string | null;
  /** UTF-8 without control characters from beginning to end. */
  isText: boolean;
  /** The beginning, as text. */
  opening: string;
  flaw: ContentFlaw | null;
}>;

/** The media type under which a file is kept and given out; refuses everything that is not on the list. */
export function mediaTypeOf(fileName: string, content: Content): string {
  assertOneExtension(fileName);
  const extension = /\.([a-z0-9]{1,10})$/i.exec(fileName)?.[1]?.toLowerCase() ?? null;
  if (content.detected !== null) return acceptedBinary(extension, content.detected, content.flaw);
  if (!content.isText)
    return refuse(
      'evidence.not_accepted',
      'The content is neither text nor a kind of file that is accepted.',
    );
  if (active.test(content.opening))
    return refuse('evidence.not_accepted', 'Web pages, SVG, XML and scripts are not accepted.');
  if (extension === null) return 'text/plain';
  return text[extension] ?? misleads(extension, 'plain text');
}

export const acceptedMediaTypes: readonly string[] = [
  ...new Set([...Object.keys(binary), ...Object.values(text)]),
];

function acceptedBinary(extension: string | null, detected: string, flaw: ContentFlaw | null): string {
  const extensions = binary[detected];
  if (!extensions) return refuse('evidence.not_accepted', `The file is ${detected}, which is not accepted.`);
  if (flaw !== null) return refuseFlaw(flaw);
  if (extension !== null && !extensions.includes(extension)) return misleads(extension, detected);
  return detected;
}

function refuseFlaw(flaw: ContentFlaw): never {
  switch (flaw) {
    case 'macros':
      return refuse('evidence.not_accepted', 'Documents with macros or embedded programs are not accepted.');
    case 'bomb':
      return refuse('evidence.zip_bomb', 'A part of the document unpacks to far more than its size.');
    case 'damaged':
      return refuse(
        'evidence.not_accepted',
        'The document is damaged or encrypted: its parts cannot be read.',
      );
    case 'two_in_one':
      return refuse('evidence.not_accepted', 'The file is two in one: an archive is hidden at its end.');
  }
}

function assertOneExtension(fileName: string): void {
  const inner = fileName.toLowerCase().split('.').slice(1, -1);
  const found = inner.map((part) => part.trim()).find((part) => runnable.has(part));
  if (found !== undefined) refuse('evidence.double_extension', `The name holds .${found} before its end.`);
}

function misleads(extension: string, is: string): never {
  return refuse('evidence.name_misleads', `The name ends in .${extension}, but the content is ${is}.`);
}
