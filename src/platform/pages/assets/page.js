/** What the pages for people outside share: the link's secret, calls to the API, and elements without markup from data. */

/** Stands in the fragment, which browsers never send: it goes to the API in a header and is stored nowhere. */
export const token = () => location.hash.slice(1);

/** A problem document (RFC 9457) as an error; `message` is fit for people. */
export class Refusal extends Error {
  constructor(status, problem) {
    const {
      detail = 'The server did not answer as expected.',
      errors = [],
      unmet = [],
      remedy = '',
    } = problem;
    const reasons = [...errors, ...unmet]
      .map((each) => each.message)
      .filter((text) => text && !detail.includes(text));
    super([detail, ...reasons.slice(0, 10), remedy].filter(Boolean).join(' '));
    this.status = status;
    this.problem = problem;
  }
}

/** Calls the API below this page's address; `body` is an object or a form. */
export async function call(method, path, { body, ifMatch } = {}) {
  const headers = { authorization: `Bearer ${token()}` };
  if (ifMatch !== undefined) headers['if-match'] = `"${ifMatch}"`;
  const isForm = body instanceof FormData;
  if (body && !isForm) headers['content-type'] = 'application/json';
  const answer = await fetch(`api/v1/${path}`, {
    method,
    headers,
    body: body && !isForm ? JSON.stringify(body) : body,
  }).catch(() => {
    throw new Refusal(0, { detail: 'The server cannot be reached. Nothing was saved; try again.' });
  });
  if (!answer.ok) throw new Refusal(answer.status, await answer.json().catch(() => ({})));
  if (answer.status === 204) return null;
  return /json/.test(answer.headers.get('content-type') ?? '') ? answer.json() : answer.blob();
}

/** el('p', { class: 'soft', onclick }, 'text', child): text is always text. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** Offers a file that was fetched with the link's secret. */
export async function download(path, name) {
  const address = URL.createObjectURL(await call('GET', path));
  el('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Runs what a person asked for, and says in `where` what came of it; what went wrong is read out. */
export async function tell(where, work, done = 'Saved.') {
  where.className = 'soft';
  where.textContent = 'One moment …';
  try {
    const result = await work();
    where.className = 'good';
    where.textContent = done;
    return result;
  } catch (error) {
    where.className = 'bad';
    where.textContent = error.message;
    throw error;
  }
}

export const day = (text) =>
  new Date(text).toLocaleDateString(undefined, { year: 'numeric', month: 'long', day: 'numeric' });

/** Shows in `main` why nothing can be shown. */
export function giveUp(error) {
  const reason =
    error.status === 401
      ? 'This link has ended, was withdrawn or is incomplete. Ask whoever sent it for a new one.'
      : error.message;
  document.querySelector('main').replaceChildren(el('p', { class: 'bad', role: 'alert' }, reason));
}
