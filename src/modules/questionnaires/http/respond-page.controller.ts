import { linkPage } from '../../../platform/pages/link-page.js';

/** Where the link of an invitation leads. */
export const RespondPageController = linkPage('respond', new URL('../page/', import.meta.url));
