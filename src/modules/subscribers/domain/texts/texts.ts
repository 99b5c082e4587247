/** Every sentence that somebody who subscribes reads, in one language. */
export type Texts = Readonly<{
  language: string;
  title: string;
  intro: string;
  email: string;
  about: string;
  everything: string;
  languageLabel: string;
  subscribe: string;
  asked: string;
  confirmTitle: string;
  confirmIntro: string;
  confirmButton: string;
  confirmed: string;
  endTitle: string;
  endIntro: string;
  endButton: string;
  ended: string;
  refused: string;
  badAddress: string;
  back: string;
  register: string;
  mailConfirmSubject: string;
  mailConfirm: string;
  mailConfirmIgnore: string;
  mailNewsSubject: string;
  /** `{who}` is one of our companies, `{day}` the day of the publication. */
  mailNews: string;
  /** `{day}` is the first one on which data may go to them. */
  mailLead: string;
  mailMore: string;
  whose: string;
  ofCustomers: string;
  ofEmployees: string;
  ofEverybody: string;
  recipient: string;
  mailChangesSubject: string;
  mailChanges: string;
  /** `{change}` is a sentence of the public register. */
  mailNotBefore: string;
  /** `{who}` is one of our companies. */
  mailFrom: string;
  mailRegister: string;
  mailEnd: string;
}>;
