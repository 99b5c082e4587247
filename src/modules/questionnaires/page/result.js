import { call, day, el, tell } from '../pages/page.js';

const verdicts = {
  accepted: 'Accepted',
  needs_clarification: 'A clarification was missing',
  rejected: 'Not accepted',
};
const outcomes = { upheld: 'The outcome stands', changed: 'The outcome was changed' };

/** What came of the answers, and the right of reply until its last day. */
export async function result(again) {
  const { findings, replyUntil, sections } = await call('GET', 'respond/result');
  const until = replyUntil
    ? ` You can dispute single outcomes until ${day(replyUntil)}; somebody else than the reviewer answers.`
    : '';
  return [
    el('p', {}, `${findings.raised} findings were raised, ${findings.open} of them are open.${until}`),
    ...sections.map(({ title, questions }) =>
      el('section', {}, el('h2', {}, title), ...questions.map((question) => outcome(question, again))),
    ),
  ];
}

const shown = (value) =>
  value === null ? 'no answer' : Array.isArray(value) ? value.join(', ') : String(value);

function outcome({ questionId, text, value, verdict, effectiveness, note, dispute }, again) {
  const share = effectiveness === null ? '' : `, counted with ${effectiveness * 100} %`;
  return el(
    'section',
    { class: 'card' },
    el('h3', {}, text),
    el('p', { class: 'soft' }, `Your answer: ${shown(value)}`),
    verdict
      ? el('p', { class: verdict === 'accepted' ? 'good' : 'bad' }, `${verdicts[verdict]}${share}.`)
      : null,
    note ? el('p', { class: 'note' }, note) : null,
    dispute ? disputed(dispute) : verdict ? disputing(questionId, again) : null,
  );
}

function disputed({ reason, raisedAt, outcome, reasons }) {
  const answer = outcome ? `${outcomes[outcome]}: ${reasons}` : 'Not answered yet.';
  return el('p', { class: 'note' }, `Disputed on ${day(raisedAt)}: ${reason} — ${answer}`);
}

function disputing(questionId, again) {
  const status = el('p', { role: 'status' });
  const reason = el('textarea', { rows: 3, required: true, 'aria-label': 'Why the outcome is wrong' });
  const onsubmit = (event) => {
    event.preventDefault();
    const body = { questionId, reason: reason.value };
    void tell(status, () => call('POST', 'respond/disputes', { body }), 'Raised.').then(
      again,
      () => undefined,
    );
  };
  const form = el(
    'form',
    { onsubmit },
    el('label', {}, 'Why the outcome is wrong', reason),
    el('button', {}, 'Dispute'),
    status,
  );
  return el('details', {}, el('summary', {}, 'Dispute this outcome'), form);
}
