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
  'evidence.store_unusable': {
    kind: 'unavailable',
    title: 'Documents cannot be stored or read at this moment',
    remedy:
      'Nothing was changed. Try again later; whoever runs this installation finds the reason in the log.',
  },
  'evidence.damaged': {
    kind: 'unavailable',
    title: 'The stored bytes are not what was recorded',
    remedy:
      'They are not given out. Whoever runs this installation has to bring the file back from a backup.',
  },
  'evidence.leaving': {
    kind: 'unavailable',
    title: 'The same bytes are just being deleted',
    remedy: 'Try again in a minute.',
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
  'evidence.double_extension': {
    kind: 'unsupported_media',
    title: 'The file has a second extension that belongs to a program or a web page',
    remedy: 'Give the file one extension, the one that belongs to its content.',
  },
  'evidence.zip_bomb': {
    kind: 'refused',
    title: 'The document unpacks to far more than it should',
    remedy: 'Save the document anew, or send it as a PDF.',
  },
  'evidence.infected': {
    kind: 'refused',
    title: 'The virus scanner found something in the file',
    remedy: 'Do not send the file again. Clean the computer that it came from, and make the document anew.',
  },
  'evidence.too_large_to_scan': {
    kind: 'too_large',
    title: 'The file is larger than what the virus scanner takes',
    remedy: 'Send a smaller file, or have StreamMaxLength of the scanner raised to the limit for uploads.',
  },
  'evidence.scanner_unreachable': {
    kind: 'unavailable',
    title: 'The virus scanner does not answer, so nothing is stored',
    remedy:
      'Try again later. Whoever runs this installation has to start the scanner named in KEYHOLDER_CLAMD, or raise its StreamMaxLength.',
  },
  'evidence.statement_misplaced': {
    kind: 'refused',
    title: 'The statement of applicability does not fit',
    remedy: 'Store the statement as evidence of the same vendor, and refer to it from the ISO certificate.',
  },
  'evidence.own_upload': {
    kind: 'forbidden',
    title: 'Nobody verifies a document of their own',
    remedy: 'Let somebody else look at it.',
  },
  'evidence.superseded': {
    kind: 'conflict',
    title: 'There is a later version already',
    remedy: 'Add the new version to the latest one.',
  },
  'evidence.held': {
    kind: 'refused',
    title: 'The document is kept for a legal case',
    remedy: 'Erase it when the legal hold was released, see GET /legal-holds.',
  },
  'evidence.erased': {
    kind: 'gone',
    title: 'The bytes of this document were erased for a legal reason',
    remedy: 'Its hash, the reason and who decided remain; the bytes cannot be brought back.',
  },
  'evidence.validity_reversed': {
    kind: 'invalid',
    title: 'The validity ends before it begins',
    remedy: 'Give validTo a day on or after validFrom.',
  },
});

export const refuse = raiser(evidenceErrors);
