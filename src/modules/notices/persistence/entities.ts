import { DisclosureGapEntity } from './disclosure-gap.entity.js';
import { NoticeVersionEntity } from './notice-version.entity.js';
import { NoticeEntity } from './notice.entity.js';

/** The tables of this module, by name. */
export const noticeEntities = [NoticeEntity, NoticeVersionEntity, DisclosureGapEntity];
