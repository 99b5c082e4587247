import type { Texts } from './texts.js';

export const en: Texts = {
  language: 'English',
  title: 'Hear who gets your data',
  intro:
    'We write to you when somebody new is going to get personal data from us, when that begins and when it ends. Every mail holds a link to end it.',
  email: 'Your e-mail address',
  about: 'About',
  everything: 'All our companies',
  languageLabel: 'Language',
  subscribe: 'Subscribe',
  asked:
    'If the address is right and not subscribed yet, a mail with a link is on its way. The link works for 48 hours; at most one such mail a day is sent to an address.',
  confirmTitle: 'Confirm your subscription',
  confirmIntro:
    'Press the button, and we write to you when somebody new is going to get personal data from us, when that begins and when it ends.',
  confirmButton: 'Yes, write to me',
  confirmed: 'You are subscribed.',
  endTitle: 'End your subscription',
  endIntro: 'Press the button, and we write no more. Your address is erased.',
  endButton: 'End it',
  ended: 'The subscription has ended and its address is erased.',
  refused: 'That did not work',
  badAddress: 'That is no e-mail address.',
  back: 'Back to the form',
  register: 'The register: who gets your data',
  mailConfirmSubject: 'Please confirm: news of recipients of your data',
  mailConfirm:
    'Somebody, we hope you, asked us to write to this address when we tell of new recipients of personal data. To confirm, open this page within 48 hours and press the button:',
  mailConfirmIgnore: 'If it was not you, do nothing: no news will come.',
  mailNewsSubject: 'New recipients of personal data',
  mailNews:
    'On {day}, {who} published a notice that names recipients of personal data who were not named before:',
  mailLead: 'Where data do not go to them yet, they will not before {day}.',
  mailMore: 'The notice:',
  whose: 'Whose data',
  ofCustomers: 'Of customers and other people outside',
  ofEmployees: 'Of people who work for us',
  ofEverybody: 'Of everybody',
  recipient: 'Only about this recipient (may stay empty)',
  mailChangesSubject: 'Changes: who gets your data',
  mailChanges: 'This changes in who gets personal data from us:',
  mailNotBefore: '{change}, not before {day}',
  mailFrom: 'Given by {who}. What: {what}. For: {purposes}.',
  mailRegister: 'The register, with why, how and how to object:',
  mailEnd: 'To end these mails:',
};
