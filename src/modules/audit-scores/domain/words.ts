import type { Change } from './counterfactuals.js';

const evidenceWords: readonly (readonly [number, string])[] = [
  [1, 'an independent audit'],
  [0.8, 'a test report of a third party'],
  [0.5, 'a document that was seen'],
  [0.3, 'the vendor’s word'],
];

/** What an evidence strength stands for (docs/scoring.md). */
export function evidenceInWords(strength: number): string {
  return evidenceWords.find(([level]) => strength >= level)?.[1] ?? 'no evidence';
}

export function answerInWords(answer: number | null): string {
  if (answer === null) return 'not answered';
  if (answer === 0) return 'does not work';
  return answer < 1 ? 'works in part' : 'works';
}

/** One change as a person would say it. */
export function changeInWords({ kind, title, from, to }: Change): string {
  if (kind === 'finding' || !from || !to) return `Settle the finding “${title}”`;
  const parts = [
    ...(from.answer === to.answer
      ? []
      : [`from “${answerInWords(from.answer)}” to “${answerInWords(to.answer)}”`]),
    ...(from.evidenceStrength === to.evidenceStrength
      ? []
      : [
          `shown by ${evidenceInWords(to.evidenceStrength)} instead of ${evidenceInWords(from.evidenceStrength)}`,
        ]),
    ...(from.lapsed && from.evidenceStrength === to.evidenceStrength
      ? ['with evidence that is still valid']
      : []),
  ];
  return `“${title}”: ${parts.join(', ')}`;
}
