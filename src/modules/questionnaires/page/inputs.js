import { el } from '../pages/page.js';

const pauseMs = 800;
const yesNo = [
  ['yes', 'Yes'],
  ['no', 'No'],
];
const choicesOf = ({ type, options }) =>
  ({ yes_no: yesNo, yes_no_na: [...yesNo, ['na', 'Not applicable']] })[type] ??
  options.map((option) => [option.id, option.text]);

/** The input for the type of a question; `save` gets each value as soon as it is chosen, or written and rested on. */
export function valueInput(question, save) {
  if (question.type === 'multi_choice') return boxes(question, save);
  if (['yes_no', 'yes_no_na', 'single_choice'].includes(question.type)) return radios(question, save);
  const { id, type, text, answer } = question;
  const read = (said) => (said.trim() === '' ? null : type === 'number' ? Number(said) : said);
  const attributes = { id, 'aria-label': text, ...whenWritten((said) => save(read(said))) };
  return written(type, attributes, answer?.value ?? '');
}

export function commentInput({ id, answer }, save) {
  const said = answer?.comment ?? '';
  const attributes = {
    id: `${id}.comment`,
    rows: 2,
    'aria-label': 'Comment',
    ...whenWritten((text) => save(text.trim() || null)),
  };
  return el(
    'details',
    { open: said !== '' },
    el('summary', {}, 'Comment'),
    written('text', attributes, said),
  );
}

function boxes(question, save) {
  const { id, answer } = question;
  const made = choicesOf(question).map(([key, text]) => {
    const checked = answer?.value?.includes(key) ?? false;
    return { key, text, box: el('input', { type: 'checkbox', id: `${id}.${key}`, checked, onchange }) };
  });
  function onchange() {
    save(made.filter(({ box }) => box.checked).map(({ key }) => key));
  }
  return el('div', {}, ...made.map(({ box, text }) => el('label', {}, box, ' ', text)));
}

function radios(question, save) {
  const { id, answer } = question;
  const radio = (key) =>
    el('input', {
      ...{ type: 'radio', name: id, id: `${id}.${key}`, checked: answer?.value === key },
      onchange: () => save(key),
    });
  return el('div', {}, ...choicesOf(question).map(([key, text]) => el('label', {}, radio(key), ' ', text)));
}

function written(type, attributes, value) {
  const input =
    type === 'text'
      ? el('textarea', { rows: 4, ...attributes })
      : el('input', { type, step: 'any', ...attributes });
  input.value = value;
  return input;
}

/** Saves when the writer pauses, and at once when they leave the field. */
function whenWritten(save) {
  let timer;
  return {
    oninput: ({ target }) => {
      clearTimeout(timer);
      timer = setTimeout(() => save(target.value), pauseMs);
    },
    onchange: ({ target }) => {
      clearTimeout(timer);
      save(target.value);
    },
  };
}
