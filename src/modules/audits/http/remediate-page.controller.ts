import { linkPage } from '../../../platform/pages/link-page.js';

/** Where a link to findings leads. */
export const RemediatePageController = linkPage('remediate', new URL('../page/', import.meta.url));
