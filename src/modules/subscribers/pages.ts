import { escaped } from '../../platform/pages/html.js';
import { audiences, languages, type Audience, type Language } from './domain/subscription.js';
import { texts } from './domain/texts/index.js';

export type Choice = Readonly<{ id: string; name: string }>;

/** A whole page without script. `body` is HTML. */
function page(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>${escaped(title)}</title>
    <link rel="stylesheet" href="/pages/page.css" />
  </head>
  <body>
    <main>
      <h1>${escaped(title)}</h1>
${body}
    </main>
  </body>
</html>
`;
}

const option = (value: string, text: string, chosen = false) =>
  `<option value="${escaped(value)}"${chosen ? ' selected' : ''}>${escaped(text)}</option>`;

type About = Readonly<{ companies: readonly Choice[]; recipients: readonly Choice[] }>;

export function formPage(language: Language, { companies, recipients }: About): string {
  const t = texts[language];
  const people: Readonly<Record<Audience, string>> = {
    ...{ customers: t.ofCustomers, employees: t.ofEmployees, everybody: t.ofEverybody },
  };
  const others = languages
    .filter((one) => one !== language)
    .map((one) => `<a href="?language=${one}" lang="${one}" hreflang="${one}">${texts[one].language}</a>`);
  return page(
    language,
    t.title,
    `      <p>${escaped(t.intro)}</p>
      <form method="post" action="/public/subscriptions" accept-charset="utf-8">
        <input type="hidden" name="kind" value="mail" />
        <label for="email">${escaped(t.email)}</label>
        <input id="email" name="email" type="email" maxlength="254" autocomplete="email" required />
        <label for="about">${escaped(t.about)}</label>
        <select id="about" name="legalEntityId">${[{ id: '', name: t.everything }, ...companies].map(({ id, name }) => option(id, name)).join('')}</select>
        <label for="audience">${escaped(t.whose)}</label>
        <select id="audience" name="audience">${audiences.map((one) => option(one, people[one])).join('')}</select>
        <label for="recipient">${escaped(t.recipient)}</label>
        <input id="recipient" name="recipient" list="recipients" maxlength="200" autocomplete="off" />
        <datalist id="recipients">${recipients.map(({ name }) => option(name, name)).join('')}</datalist>
        <label for="language">${escaped(t.languageLabel)}</label>
        <select id="language" name="language">${languages.map((one) => option(one, texts[one].language, one === language)).join('')}</select>
        <p><button class="main" type="submit">${escaped(t.subscribe)}</button></p>
      </form>
      <p><a href="/public/register?lang=${language}">${escaped(t.register)}</a></p>
      <nav aria-label="${escaped(t.languageLabel)}"><p>${others.join(' ')}</p></nav>`,
  );
}

export function saidPage(language: Language, title: string, sentence: string): string {
  return page(language, title, `      <p role="status">${escaped(sentence)}</p>`);
}

/** A wrong address is what most meet; anything else is said in English, as everywhere, and the page says that it is. */
export function refusedPage(language: Language, sentences: readonly string[] | null): string {
  const t = texts[language];
  const [spoken, said] = sentences === null ? [language, t.badAddress] : ['en', sentences.join(' ')];
  return page(
    language,
    t.refused,
    `      <p lang="${spoken}" role="alert">${escaped(said)}</p>
      <p><a href="/public/subscriptions?language=${language}">${escaped(t.back)}</a></p>`,
  );
}

/** A button that posts to the address of the page: programs that open links press none. */
export function buttonPage(language: Language, kind: 'confirm' | 'end'): string {
  const t = texts[language];
  const [title, intro, button] =
    kind === 'confirm'
      ? [t.confirmTitle, t.confirmIntro, t.confirmButton]
      : [t.endTitle, t.endIntro, t.endButton];
  return page(
    language,
    title,
    `      <p>${escaped(intro)}</p>
      <form method="post"><button class="main" type="submit">${escaped(button)}</button></form>`,
  );
}
