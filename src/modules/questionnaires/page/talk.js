import { call, day, el, tell } from '../pages/page.js';

/** What the reviewer asked with a return, each with its reply or room for one. */
export function comments({ comments }, again) {
  return comments.map((comment) =>
    el(
      'div',
      { class: 'note' },
      el('p', {}, el('strong', {}, 'The reviewer asks: '), comment.note),
      comment.reply === null
        ? replyForm(comment, again)
        : el('p', {}, el('strong', {}, 'You replied: '), comment.reply),
    ),
  );
}

function replyForm({ id, note }, again) {
  const status = el('p', { role: 'status' });
  const reply = el('textarea', { rows: 2, required: true, 'aria-label': `Reply to: ${note}` });
  const send = () =>
    void tell(
      status,
      () => call('POST', `respond/comments/${id}/reply`, { body: { reply: reply.value } }),
      'Sent.',
    ).then(again, () => undefined);
  return el('div', {}, reply, el('button', { type: 'button', onclick: send }, 'Reply'), status);
}

const said = (value) => (Array.isArray(value) ? value.join(', ') : String(value));

/** Earlier answers that still hold: one look and one press instead of answering again; nothing is taken over unasked. */
export async function suggestions(again) {
  const { items } = await call('GET', 'respond/suggestions');
  if (items.length === 0) return null;
  const rows = items.map((item) => ({
    item,
    box: el('input', { type: 'checkbox', checked: !item.wordingChanged }),
  }));
  const status = el('p', { role: 'status' });
  const confirm = () => {
    const questionIds = rows.filter(({ box }) => box.checked).map(({ item }) => item.questionId);
    void tell(status, () => call('POST', 'respond/suggestions/confirmation', { body: { questionIds } })).then(
      again,
      () => undefined,
    );
  };
  return el(
    'section',
    { class: 'card' },
    el('h3', {}, 'You answered this before'),
    el('p', { class: 'help' }, 'Choose what is still true. The documents that are still valid come along.'),
    ...rows.map(({ item, box }) =>
      el(
        'label',
        {},
        box,
        ` ${item.question} — ${said(item.value)}`,
        el(
          'span',
          { class: 'soft' },
          ` (${item.completedAt ? day(item.completedAt) : ''}${item.wordingChanged ? '; the question has changed, read it again' : ''})`,
        ),
      ),
    ),
    el('button', { type: 'button', class: 'main', onclick: confirm }, 'Still true'),
    status,
  );
}

/** Saying no with a reason is better than silence. */
export function declining(again) {
  const status = el('p', { role: 'status' });
  const reason = el('textarea', { rows: 3, required: true });
  const onsubmit = (event) => {
    event.preventDefault();
    void tell(
      status,
      () => call('POST', 'respond/withdrawal', { body: { reason: reason.value } }),
      'Declined.',
    ).then(again, () => undefined);
  };
  const form = el(
    'form',
    { onsubmit },
    el('label', {}, 'The reason', reason),
    el('button', {}, 'Decline to answer'),
    status,
  );
  return el('details', { class: 'card' }, el('summary', {}, 'We will not answer this questionnaire'), form);
}
