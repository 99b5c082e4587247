import { ParseIntPipe } from '@nestjs/common';
import { refusal } from '../../../platform/errors/request-errors.js';

/** Versions are numbered from 1. */
export const VersionNumber = new ParseIntPipe({
  exceptionFactory: () => refusal('request.not_found', 'Versions are numbered from 1.'),
});
