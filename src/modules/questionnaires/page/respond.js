import { call, day, el, giveUp, tell } from '../pages/page.js';
import { commentInput, valueInput } from './inputs.js';
import { result } from './result.js';
import { comments, declining, suggestions } from './talk.js';

const takesAnswers = ['sent', 'in_progress', 'returned'];
const how = 'Everything is saved as you go, and several people can work on it.';
const states = {
  submitted: 'Submitted. The answers are fixed while they are reviewed.',
  in_review: 'Under review. The answers are fixed.',
  completed: 'The review is complete.',
  cancelled: 'This questionnaire was withdrawn.',
  expired: 'This questionnaire has expired.',
};

let assessment;
let sections;
/** The questions on the page, by id. */
const shown = new Map();
/** One save of a question at a time, so that nobody conflicts with themselves. */
const saving = new Map();

const questions = () => assessment.sections.flatMap((section) => section.questions);
const open = () => takesAnswers.includes(assessment.status);

async function load() {
  assessment = await call('GET', 'respond/assessment');
  document.title = assessment.template.name;
}

/** After a save other questions may be asked: they come and go, and what somebody is writing elsewhere stays. */
async function refresh() {
  await load();
  for (const [index, { questions }] of assessment.sections.entries()) arrange(sections[index], questions);
  await progress();
}

function arrange(section, questions) {
  const wanted = questions.map((question) => shown.get(question.id) ?? asked(question));
  for (const fieldset of section.querySelectorAll(':scope > fieldset'))
    if (!wanted.includes(fieldset)) forget(fieldset);
  let before = section.firstChild;
  for (const fieldset of wanted) {
    if (before.nextSibling !== fieldset) before.after(fieldset);
    before = fieldset;
  }
}

function forget(fieldset) {
  shown.delete(fieldset.dataset.question);
  fieldset.remove();
}

/** Shows one question as the server has it. */
function redraw(id) {
  const before = shown.get(id);
  before.replaceWith(asked(questions().find((question) => question.id === id)));
}

async function draw() {
  const completed = assessment.status === 'completed';
  document
    .querySelector('main')
    .replaceChildren(
      el('h1', {}, assessment.template.name),
      el('p', { class: 'soft' }, standing()),
      el('p', { id: 'progress', role: 'status' }),
      ...(await (completed ? result(again) : questionnaire())),
    );
  if (open()) await progress();
}

const standing = () =>
  [
    open() ? `Please answer until ${day(assessment.dueOn)}. ${how}` : states[assessment.status],
    assessment.statusReason,
  ]
    .filter(Boolean)
    .join(' ');

async function again() {
  await load();
  await draw();
}

async function questionnaire() {
  shown.clear();
  sections = assessment.sections.map(({ title, questions }) =>
    el('section', {}, el('h2', {}, title), ...questions.map(asked)),
  );
  return open()
    ? [await suggestions(again), ...sections, submission(), declining(again)].filter(Boolean)
    : sections;
}

function asked(question) {
  const status = el('p', { role: 'status' });
  const field = { asked: question, status };
  const fieldset = el(
    'fieldset',
    { disabled: !open(), 'data-question': question.id },
    el('legend', {}, question.text, question.required ? ' *' : ''),
    question.help ? el('p', { class: 'help' }, question.help) : null,
    question.clarification ? el('p', { class: 'note' }, question.clarification) : null,
    ...comments(question, again),
    question.type === 'file' ? null : valueInput(question, (value) => save(field, { value })),
    commentInput(question, (comment) => save(field, { comment })),
    question.evidence === 'none' && question.type !== 'file' ? null : documents(field),
    status,
  );
  shown.set(question.id, fieldset);
  return fieldset;
}

function documents(field) {
  const { id, evidence, attachments } = field.asked;
  const need = evidence === 'required' ? 'A document is needed.' : 'A document can be added.';
  const remove = (document) =>
    tell(
      field.status,
      async () => {
        await call('DELETE', `respond/evidence/${document.id}`);
        await refresh();
        redraw(id);
      },
      'Removed.',
    ).catch(() => undefined);
  const add = ({ target }) =>
    tell(
      field.status,
      async () => {
        const form = new FormData();
        form.append('questionId', id);
        form.append('file', target.files[0]);
        await call('POST', 'respond/evidence', { body: form });
        await refresh();
        redraw(id);
      },
      'The document is stored.',
    ).catch(() => undefined);
  return el(
    'div',
    {},
    el('p', { class: 'help' }, need),
    el(
      'ul',
      {},
      ...attachments.map((document) =>
        el(
          'li',
          {},
          document.title,
          ' ',
          open() ? el('button', { type: 'button', onclick: () => remove(document) }, 'Remove') : '',
        ),
      ),
    ),
    open()
      ? el('label', {}, 'Add a file', el('input', { type: 'file', id: `${id}.file`, onchange: add }))
      : null,
  );
}

/** Value and comment are saved together; a second change waits until the first is stored. */
function save(field, change) {
  const next = (saving.get(field.asked.id) ?? Promise.resolve()).then(() => store(field, change));
  saving.set(
    field.asked.id,
    next.catch(() => undefined),
  );
}

async function store(field, change) {
  const known = questions().find(({ id }) => id === field.asked.id)?.answer;
  const body = { value: known?.value ?? null, comment: known?.comment ?? null, ...change };
  try {
    await tell(field.status, () =>
      call('PUT', `respond/answers/${encodeURIComponent(field.asked.id)}`, {
        body,
        ifMatch: known?.revision,
      }),
    );
  } catch (error) {
    if (error.status === 412 || error.status === 428) await conflict(field, body);
    return;
  }
  await refresh();
}

/** Two people answered one question: whoever comes second sees the other's answer and decides. */
async function conflict(field, mine) {
  await load();
  const theirs = questions().find(({ id }) => id === field.asked.id)?.answer;
  const shown = JSON.stringify(theirs?.value ?? null);
  field.status.replaceChildren(
    `Somebody else answered this in the meantime: ${shown}. `,
    el('button', { type: 'button', onclick: () => redraw(field.asked.id) }, 'Keep theirs'),
    ' ',
    el('button', { type: 'button', onclick: () => save(field, mine) }, 'Save mine instead'),
  );
}

async function progress() {
  const { asked, answered, missing } = await call('GET', 'respond/completeness');
  const line = document.getElementById('progress');
  if (line && open())
    line.textContent =
      missing.length === 0
        ? `All ${asked} questions are answered: submit below.`
        : `${answered} of ${asked} questions are answered, ${missing.length} are open: ${missing
            .slice(0, 3)
            .map(({ text }) => text)
            .join(' · ')}${missing.length > 3 ? ' …' : ''}`;
}

function submission() {
  const status = el('p', { role: 'status' });
  const name = el('input', { id: 'signatory', autocomplete: 'name', required: true });
  const title = el('input', { id: 'signatory-title', autocomplete: 'organization-title', required: true });
  const attestation = el('input', { type: 'checkbox', id: 'attestation', required: true });
  const submit = (event) => {
    event.preventDefault();
    const body = { name: name.value, title: title.value, attestation: attestation.checked };
    void tell(
      status,
      () => call('POST', 'respond/submission', { body, ifMatch: assessment.revision }),
      'Submitted.',
    ).then(again, () => undefined);
  };
  return el(
    'form',
    { class: 'card', onsubmit: submit },
    el('h3', {}, 'Submit'),
    el('label', {}, 'Your name', name),
    el('label', {}, 'Your function', title),
    el(
      'label',
      {},
      attestation,
      ' I may answer for the company, and the answers are true to the best of my knowledge.',
    ),
    el('button', { class: 'main' }, 'Submit the answers'),
    status,
  );
}

try {
  await again();
} catch (error) {
  giveUp(error);
}
