import { linkPage } from '../../../platform/pages/link-page.js';

/** Where a link to report incidents leads. */
export const ReportPageController = linkPage('report', new URL('../page/', import.meta.url));
