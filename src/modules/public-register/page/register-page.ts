import { html, type Html, type Shown } from '../../../platform/pages/html.js';
import { dayIn, labelIn, say, type Language } from '../domain/language.js';
import { distinct, type Coded, type PublicSharing } from '../domain/public-sharing.js';

/** What somebody asked of the register, as it stands in its address. */
export type Choice = Readonly<{
  q?: string;
  company?: string;
  country?: string;
  role?: string;
  list?: 'sub-processors';
  at?: string;
}>;
export type RegisterShown = Readonly<{
  items: readonly PublicSharing[];
  next: string | null;
  withheld: number;
  /** The day or the moment that was asked for. */
  at: string | null;
}>;

export const shownRoles = [
  'PROCESSOR',
  'SUB_PROCESSOR',
  'INDEPENDENT_CONTROLLER',
  'JOINT_CONTROLLER',
  'THIRD_PARTY_GDPR',
  'RECIPIENT',
] as const;

export const address = '/public/register';

export function addressOf(choice: Choice & Readonly<{ lang?: string; cursor?: string }>, form = ''): string {
  const given = Object.entries(choice).filter(([, value]) => value !== '');
  const query = new URLSearchParams(given).toString();
  return `${address}${form}${query === '' ? '' : `?${query}`}`;
}

type Frame = Readonly<{
  language: Language;
  languages: readonly Language[];
  choice: Choice;
  /** Where to ask for mail; null: none is sent here. */
  subscribe?: string | null;
}>;

export function registerPage(register: RegisterShown, frame: Frame): string {
  const { language, choice } = frame;
  const title = say(language, choice.list === 'sub-processors' ? 'subprocessorsTitle' : 'title');
  const hasChosen = Object.values(choice).some((value) => value !== '');
  return framed(
    title,
    html`<h1>${title}</h1>
      <p>${say(language, 'intro')}</p>
      ${searchForm(frame)}
      ${register.at === null ? null : html`<p class="note">${say(language, 'asOf', { day: dayIn(language, register.at) })}</p>`}
      ${
        register.items.length === 0
          ? html`<p class="note" role="status">${say(language, hasChosen ? 'none' : 'noneAtAll')}</p>`
          : html`<p class="soft" role="status">
              ${say(language, 'found', { count: register.items.length })}
            </p>`
      }
      ${register.items.map((sharing) => entry(sharing, language))} ${pager(register, frame)}
      ${register.withheld === 0 ? null : html`<p class="soft">${say(language, 'withheld', { count: register.withheld })}</p>`}
      <p>${say(language, 'rights')}</p>`,
    frame,
  );
}

export function problemPage(
  problem: Readonly<{ title: string; detail: string; remedy: string }>,
  frame: Frame,
): string {
  const { language } = frame;
  const title = say(language, 'problem');
  return framed(
    title,
    html`<h1>${title}</h1>
      <div lang="en">
        <p class="note">${problem.title}. ${problem.detail}</p>
        <p>${problem.remedy}</p>
      </div>
      <p><a href="${addressOf({ lang: language.code })}">${say(language, 'back')}</a></p>`,
    frame,
  );
}

function framed(title: string, main: Html, { language, languages, choice, subscribe }: Frame): string {
  const form = (name: string) => addressOf({ ...choice, lang: language.code }, name);
  const page = html`<!doctype html>
    <html lang="${language.code}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/public/page.css" />
        <link
          rel="alternate"
          type="application/atom+xml"
          href="${address}/changes?lang=${language.code}"
          title="${say(language, 'changesTitle')}"
        />
      </head>
      <body>
        <a class="skip" href="#main">${say(language, 'skip')}</a>
        <header>
          <nav aria-label="${say(language, 'language')}">
            <ul>
              ${languages.map(
                (other) =>
                  html`<li>
                    <a
                      href="${addressOf({ ...choice, lang: other.code })}"
                      lang="${other.code}"
                      hreflang="${other.code}"
                      ${other.code === language.code ? html` aria-current="true"` : null}
                      >${other.name}</a
                    >
                  </li>`,
              )}
            </ul>
          </nav>
        </header>
        <main id="main" tabindex="-1">${main}</main>
        <footer>
          ${subscribe ? html`<p><a href="${subscribe}?language=${language.code}">${say(language, 'subscribe')}</a></p>` : null}
          <p>${say(language, 'moreAs')}:</p>
          <ul>
            <li><a href="${form('.json')}">JSON</a></li>
            <li><a href="${form('.jsonld')}">JSON-LD</a></li>
            <li><a href="${address}/changes?lang=${language.code}">${say(language, 'feed')} (Atom)</a></li>
          </ul>
        </footer>
      </body>
    </html>`.text;
  return `${page.replace(/\n\s+/g, '\n')}\n`;
}

function searchForm({ language, choice }: Frame): Html {
  const field = (name: keyof Choice, word: string, more: Html) =>
    html`<label
      >${say(language, word)} <input name="${name}" value="${choice[name] ?? ''}" ${more}
    /></label>`;
  return html`<form role="search" action="${address}" method="get">
    <input type="hidden" name="lang" value="${language.code}" />
    ${field('q', 'searchFor', html` type="search" maxlength="100"`)}
    ${field('country', 'country', html` maxlength="2" size="2"`)}
    <label
      >${say(language, 'role')}
      <select name="role">
        <option value="">${say(language, 'anyRole')}</option>
        ${shownRoles.map(
          (role) =>
            html`<option value="${role}" ${choice.role === role ? html` selected` : null}>
              ${labelIn(language, 'party_role', role)}
            </option>`,
        )}
      </select></label
    >
    ${field('at', 'onDay', html` type="date"`)}
    <label class="check"
      ><input
        type="checkbox"
        name="list"
        value="sub-processors"
        ${choice.list === undefined ? null : html` checked`}
      />
      ${say(language, 'onlySubprocessors')}</label
    >
    <button>${say(language, 'show')}</button>
  </form>`;
}

function entry(sharing: PublicSharing, language: Language): Html {
  const { recipient, state, title } = sharing;
  const name = recipient.name ?? say(language, 'kindOf', { category: recipient.category ?? '' });
  const note = state === 'planned' || state === 'paused' ? ` ${say(language, `${state}Note`)}` : '';
  const words = html` lang="${sharing.wordsLanguage ?? ''}"`;
  return html`<article aria-labelledby="s-${sharing.id}">
    <h2 id="s-${sharing.id}">${name}</h2>
    ${title === null ? null : html`<p${words}>${title}</p>`}
    <p class="state">${say(language, state)}.${note}</p>
    <dl>
      ${told(say(language, 'who'), [recipient.role, recipient.country])}
      ${told(say(language, 'from'), [html`${sharing.company.name}, ${sharing.company.country.label}`])}
      ${told(say(language, 'whose'), sharing.people)}
      ${told(
        say(language, 'what'),
        sharing.data.map((each) => kept(each, language)),
      )}
      ${told(say(language, 'purposes'), sharing.purposes)}
      ${said('why', sharing, language, words)}${said('how', sharing, language, words)}${said('benefit', sharing, language, words)}
      ${told(say(language, 'basis'), distinct(sharing.purposes.flatMap(({ basis }) => basis ?? [])))}
      ${told(say(language, 'where'), sharing.countries)}
      ${told(
        say(language, 'passedOn'),
        sharing.passedOnTo.map(({ name: who, countries }) =>
          [who, ...countries.map(({ label }) => label)].join(', '),
        ),
      )}
      ${told(say(language, 'since'), sharing.since === null ? [] : [dayIn(language, sharing.since)])}
      ${told(say(language, 'until'), sharing.until === null ? [] : [dayIn(language, sharing.until)])}
      ${told(say(language, 'object'), [howToObject(sharing, language)])}
    </dl>
  </article>`;
}

/** A term with what is said of it; left out where nothing is. */
function told(term: string, values: readonly (Coded | Html | string | null)[]): Shown {
  const shown = values.flatMap((value) =>
    value === null ? [] : [typeof value === 'object' && 'label' in value ? value.label : value],
  );
  if (shown.length === 0) return null;
  const [only] = shown;
  return html`<dt>${term}</dt>
    <dd>
      ${
        shown.length === 1
          ? only
          : html`<ul>
              ${shown.map((value) => html`<li>${value}</li>`)}
            </ul>`
      }
    </dd>`;
}

function said(
  what: 'why' | 'how' | 'benefit',
  { purposes }: PublicSharing,
  language: Language,
  words: Html,
): Shown {
  const texts = [...new Set(purposes.flatMap((purpose) => purpose[what] ?? []))];
  return told(
    say(language, what),
    texts.map((text) => html`<span${words}>${text}</span>`),
  );
}

function kept({ label, keptForDays, then }: PublicSharing['data'][number], language: Language): string {
  if (keptForDays === null) return label;
  const filled = { data: label, days: keptForDays, then: then?.label ?? '' };
  return say(language, then === null ? 'kept' : 'keptThen', filled);
}

function howToObject({ howToObject: own, company }: PublicSharing, language: Language): Html | string {
  if (own !== null) return html`<span lang="">${own}</span>`;
  const contact = company.dpoContact ?? company.contact;
  return contact === null ? say(language, 'notSaid') : say(language, 'objectDefault', { contact });
}

function pager({ next }: RegisterShown, { language, choice }: Frame): Shown {
  if (next === null) return null;
  const following = addressOf({ ...choice, lang: language.code, cursor: next });
  return html`<nav aria-label="${say(language, 'next')}">
    <a rel="next" href="${following}">${say(language, 'next')}</a>
  </nav>`;
}
