import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const evidenceErrors = defineErrors({
  'evidence.not_found': {
    kind: 'not_found',
    title: 'There is no such evidence',
    remedy: 'List /evidence to find the id.',
  },
  'evidence.empty': {
    kind: 'invalid',
    title: 'The file is empty',
    remedy: 'Send a file with content.',
  },
  'evidence.not_accepted': {
    kind: 'unsupported_media',
    title: 'Files of this kind are not accepted as evidence',
    remedy:
      'Send a PDF, a PNG or JPEG picture, a Word, Excel or PowerPoint document (docx, xlsx, pptx) without macros, ' +
      'or plain text, CSV, Markdown or JSON in UTF-8.',
  },
  'evidence.name_misleads': {
    kind: 'unsupported_media',
    title: 'The file is something else than its name says',
    remedy: 'Give the file the extension that belongs to its content, or send the right file.',
  },
  'evidence.validity_reversed': {
    kind: 'invalid',
    title: 'The validity ends before it begins',
    remedy: 'Give validTo a day on or after validFrom.',
  },
});

export const refuse = raiser(evidenceErrors);
