import { call, day, el, giveUp, tell } from '../pages/page.js';

const kinds = {
  CONFIDENTIALITY: 'Somebody could see data who must not',
  INTEGRITY: 'Data were changed',
  AVAILABILITY: 'Data were lost or cannot be reached',
};

const list = el('ul', {});
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const shown = ({ title, toldAt, seen }) =>
  el('li', {}, el('strong', {}, title), ` told on ${day(toldAt)}${seen ? ', read' : ', waits to be read'}`);

async function refresh() {
  const { items } = await call('GET', 'report/incidents?limit=20');
  list.replaceChildren(...(items.length === 0 ? [el('li', {}, 'Nothing yet.')] : items.map(shown)));
}

/** The fields that were refused are marked, and whoever has no mouse stands in the first of them. */
function mark(fields, { problem }) {
  const wrong = new Set((problem?.errors ?? []).map(({ pointer }) => pointer.split('/')[1]));
  const marked = fields.filter(({ name }) => wrong.has(name));
  for (const field of fields) field.toggleAttribute('aria-invalid', false);
  for (const field of marked) field.setAttribute('aria-invalid', 'true');
  marked[0]?.focus();
}

const moment = ({ value }) => (value === '' ? null : new Date(value).toISOString());
const number = ({ value }) => (value === '' ? null : Number(value));
const text = ({ value }) => (value.trim() === '' ? null : value);

function form() {
  const status = el('p', { role: 'status', id: 'status' });
  const title = el('input', { name: 'title', required: true, maxlength: 200 });
  const description = el('textarea', { name: 'description', required: true, rows: 6, maxlength: 10000 });
  const detected = el('input', { name: 'detectedAt', type: 'datetime-local', required: true });
  const from = el('input', { name: 'occurredFrom', type: 'datetime-local' });
  const to = el('input', { name: 'occurredTo', type: 'datetime-local' });
  const people = el('input', { name: 'subjectsAffected', type: 'number', min: 0 });
  const records = el('input', { name: 'recordsAffected', type: 'number', min: 0 });
  const measures = el('textarea', { name: 'measures', rows: 3, maxlength: 10000 });
  const contact = el('input', { name: 'contact', maxlength: 200 });
  const types = Object.entries(kinds).map(([value, label]) => ({
    label,
    box: el('input', { type: 'checkbox', name: 'breachTypes', value }),
  }));
  const body = () => ({
    title: title.value,
    description: description.value,
    breachTypes: types.filter(({ box }) => box.checked).map(({ box }) => box.value),
    detectedAt: moment(detected),
    occurredFrom: moment(from),
    occurredTo: moment(to),
    subjectsAffected: number(people),
    recordsAffected: number(records),
    measures: text(measures),
    contact: text(contact),
  });
  const fields = [title, description, detected, from, to, people, records, measures, contact];
  for (const field of fields) field.setAttribute('aria-describedby', 'status');
  const send = (event) => {
    event.preventDefault();
    void tell(status, () => call('POST', 'report/incidents', { body: body() }), 'We have it. Thank you.')
      .then(() => mark(fields, {}))
      .then(refresh)
      .catch((error) => mark(fields, error));
  };
  return el(
    'form',
    { onsubmit: send },
    el('label', {}, 'What happened, in one line (needed)', title),
    el('label', {}, 'What you know: which data, whose, how (needed)', description),
    el('fieldset', {}, el('legend', {}, 'What became of the data'), ...types.map(choice)),
    el('p', { class: 'soft' }, `Times are those of your clock${zone ? ` (${zone})` : ''}.`),
    el('label', {}, 'When you found it (needed)', detected),
    el('label', {}, 'When it began, if known', from),
    el('label', {}, 'When it ended, if it has', to),
    el('label', {}, 'About how many people', people),
    el('label', {}, 'About how many records', records),
    el('label', {}, 'What you have done about it', measures),
    el('label', {}, 'Whom we can ask at any hour', contact),
    el('button', { class: 'main' }, 'Send the report'),
    status,
  );
}

const choice = ({ label, box }) => el('label', {}, box, ` ${label}`);

try {
  await refresh();
  document
    .querySelector('main')
    .replaceChildren(
      el('h1', {}, 'Report an incident'),
      el('p', { class: 'soft' }, 'Tell us at once what you know; send another report when you know more.'),
      form(),
      el('h2', {}, 'What you reported'),
      list,
    );
} catch (error) {
  giveUp(error);
}
