import { call, day, el, giveUp, tell } from '../pages/page.js';

const states = {
  open: 'open',
  in_remediation: 'being mended',
  resolved: 'said to be mended, waits to be verified',
  verified: 'verified',
  withdrawn: 'withdrawn',
  risk_accepted: 'accepted for now',
};

const path = ({ id }, part = '') => `remediation/findings/${id}${part}`;

/** Every finding that the link opens, page after page. */
async function load() {
  const findings = [];
  for (let cursor = ''; cursor !== null;) {
    const page = await call('GET', `remediation/findings?limit=200${cursor && `&cursor=${cursor}`}`);
    findings.push(...page.items);
    cursor = page.nextCursor;
  }
  return findings;
}

function shown(finding) {
  const { title, severity, status, dueOn, overdue, remedy } = finding;
  const closed = ['verified', 'withdrawn'].includes(status);
  return el(
    'section',
    { class: 'card', 'data-finding': finding.id },
    el('h3', {}, title),
    el(
      'p',
      { class: overdue ? 'bad' : 'soft' },
      `${severity} · ${states[status]} · due ${day(dueOn)}${overdue ? ', overdue' : ''}`,
    ),
    remedy ? el('p', { class: 'note' }, el('strong', {}, 'What is asked: '), remedy) : null,
    el('ul', {}, ...finding.messages.map(message)),
    ...(closed ? [] : [plan(finding), progress(finding), documents(finding)]),
  );
}

function message({ from, text, claimsResolved, evidenceId, createdAt }) {
  const kind = evidenceId ? 'document: ' : claimsResolved ? 'mended: ' : '';
  return el(
    'li',
    {},
    el('strong', {}, from === 'us' ? 'We' : 'You'),
    ` on ${day(createdAt)}, ${kind}${text}`,
  );
}

/** What somebody is writing in another form of the finding stays. */
function keepWritten(before, after, sent) {
  for (const field of before.querySelectorAll('textarea')) {
    const same = after.querySelector(`[name=${field.name}]`);
    if (same && !sent?.contains(field)) same.value = field.value;
  }
}

/** Does what was asked for and shows the finding as it is then. */
function act(finding, status, work, done) {
  return tell(status, work, done)
    .then(() => call('GET', path(finding)))
    .then((now) => {
      const before = document.querySelector(`[data-finding="${finding.id}"]`);
      const after = shown(now);
      keepWritten(before, after, status.closest('form'));
      before.replaceWith(after);
      after.querySelector('[role=status]')?.replaceChildren(done);
    })
    .catch(() => undefined);
}

function plan(finding) {
  const status = el('p', { role: 'status' });
  const text = el('textarea', { required: true, rows: 3, name: 'plan' });
  text.value = finding.plan ?? '';
  const until = el('input', { type: 'date', required: true, name: 'plannedFor', value: finding.plannedFor });
  const save = (event) => {
    event.preventDefault();
    const body = { text: text.value, plannedFor: until.value };
    const ifMatch = finding.plan === null ? undefined : finding.revision;
    void act(
      finding,
      status,
      () => call('PUT', path(finding, '/plan'), { body, ifMatch }),
      'The plan is stored.',
    );
  };
  return el(
    'form',
    { onsubmit: save },
    el('label', {}, 'How you will mend it', text),
    el('label', {}, 'By when', until),
    el('button', {}, 'Store the plan'),
    status,
  );
}

function progress(finding) {
  const status = el('p', { role: 'status' });
  const text = el('textarea', { required: true, rows: 2, name: 'update' });
  const mended = el('input', { type: 'checkbox', name: 'claimsResolved' });
  const may = ['open', 'in_remediation'].includes(finding.status);
  const send = (event) => {
    event.preventDefault();
    const body = { text: text.value, claimsResolved: mended.checked };
    void act(finding, status, () => call('POST', path(finding, '/updates'), { body }), 'Sent.');
  };
  return el(
    'form',
    { onsubmit: send },
    el('label', {}, 'A message to us', text),
    may ? el('label', {}, mended, ' It is mended.') : null,
    el('button', {}, 'Send'),
    status,
  );
}

function documents(finding) {
  const status = el('p', { role: 'status' });
  const add = ({ target }) => {
    const body = new FormData();
    body.append('file', target.files[0]);
    void act(
      finding,
      status,
      () => call('POST', path(finding, '/evidence'), { body }),
      'The document is stored.',
    );
  };
  return el(
    'div',
    {},
    el('label', {}, 'Add a document', el('input', { type: 'file', name: 'document', onchange: add })),
    status,
  );
}

try {
  const findings = await load();
  const intro =
    findings.length === 0
      ? 'There is nothing to mend.'
      : 'Please say how and by when, and tell us when it is done.';
  document
    .querySelector('main')
    .replaceChildren(
      el('h1', {}, 'What was found'),
      el('p', { class: 'soft' }, intro),
      ...findings.map(shown),
    );
} catch (error) {
  giveUp(error);
}
