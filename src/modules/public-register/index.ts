// The front door: what the modules above may use.
export { PublicRegisterModule } from './public-register.module.js';
export { PublicRegisterService } from './public-register.service.js';
export { labelIn, say, type Language } from './domain/language.js';
export {
  toldActions,
  type PublicChange,
  type PublicChangeKind,
  type PublicNews,
} from './domain/public-change.js';
export type { PublicSharing } from './domain/public-sharing.js';
export { chosenLanguage, languages, readLanguages } from './languages.js';
export { headline } from './page/changes-feed.js';
