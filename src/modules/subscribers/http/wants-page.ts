import type { Request } from 'express';

/** Browsers ask for HTML first; programs for anything, or for JSON. */
export const wantsPage = (request: Request): boolean => request.accepts(['json', 'html']) === 'html';
