import type { Texts } from './texts.js';

export const it: Texts = {
  language: 'Italiano',
  title: 'Sapere chi riceve i tuoi dati',
  intro:
    'Ti scriviamo quando qualcuno di nuovo sta per ricevere dati personali da noi, quando inizia e quando finisce. Ogni messaggio contiene un link per disiscriversi.',
  email: 'Il tuo indirizzo e-mail',
  about: 'Riguardo a',
  everything: 'Tutte le nostre società',
  languageLabel: 'Lingua',
  subscribe: 'Iscriviti',
  asked:
    "Se l'indirizzo è giusto e non ancora iscritto, riceverai un messaggio con un link. Il link vale 48 ore; a un indirizzo inviamo al massimo un messaggio di questo tipo al giorno.",
  confirmTitle: "Conferma l'iscrizione",
  confirmIntro:
    'Premi il pulsante e ti scriveremo quando qualcuno di nuovo sta per ricevere dati personali da noi, quando inizia e quando finisce.',
  confirmButton: 'Sì, scrivetemi',
  confirmed: "L'iscrizione è attiva.",
  endTitle: "Annulla l'iscrizione",
  endIntro: 'Premi il pulsante e non ti scriveremo più. Il tuo indirizzo viene cancellato.',
  endButton: 'Annulla',
  ended: "L'iscrizione è annullata e l'indirizzo è cancellato.",
  refused: 'Non ha funzionato',
  badAddress: 'Questo non è un indirizzo e-mail.',
  back: 'Torna al modulo',
  register: 'Il registro: chi riceve i tuoi dati',
  mailConfirmSubject: 'Conferma: novità su chi riceve i tuoi dati',
  mailConfirm:
    'Qualcuno, speriamo tu, ci ha chiesto di scrivere a questo indirizzo quando annunciamo nuovi destinatari di dati personali. Per confermare, apri questa pagina entro 48 ore e premi il pulsante:',
  mailConfirmIgnore: 'Se non sei stato tu, non fare nulla: non riceverai altro.',
  mailNewsSubject: 'Nuovi destinatari di dati personali',
  mailNews:
    'Il {day} {who} ha pubblicato una informativa che nomina destinatari di dati personali non nominati prima:',
  mailLead: 'A chi non riceve ancora i dati, non saranno comunicati prima del {day}.',
  mailMore: "L'informativa:",
  whose: 'Dati di chi',
  ofCustomers: 'Di clienti e altre persone esterne',
  ofEmployees: 'Di chi lavora per noi',
  ofEverybody: 'Di tutti',
  recipient: 'Solo su questo destinatario (può restare vuoto)',
  mailChangesSubject: 'Novità: chi riceve i tuoi dati',
  mailChanges: 'Ecco che cosa cambia in chi riceve dati personali da noi:',
  mailNotBefore: '{change}, non prima del {day}',
  mailFrom: 'Dati forniti da {who}. Quali: {what}. Per: {purposes}.',
  mailRegister: 'Il registro, con il perché, il come e come opporsi:',
  mailEnd: 'Per non ricevere più questi messaggi:',
};
