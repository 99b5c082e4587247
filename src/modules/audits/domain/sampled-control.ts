import type { FieldError } from '../../../shared/domain-error.js';

export const testMethods = ['inquiry', 'observation', 'inspection', 'reperformance'] as const;
export type TestMethod = (typeof testMethods)[number];

export const testResults = ['conforms', 'exception', 'not_tested'] as const;
export type TestResult = (typeof testResults)[number];

/** One control as it was tested: how many cases there were, how many were looked at, how many were not as they should be. */
export type SampledControl = Readonly<{
  controlRef: string;
  population: number;
  sampleSize: number;
  method: TestMethod;
  result: TestResult;
  exceptions: number;
  note: string | null;
  evidenceIds: readonly string[];
}>;

/** Everything in the samples that does not add up, by field. */
export function samplingProblems(controls: readonly SampledControl[]): FieldError[] {
  return controls.flatMap((control, at) =>
    [...countProblems(control), ...resultProblems(control), ...repeated(controls, at)].map(
      ([field, code, message]) => ({ pointer: `/sampledControls/${at}/${field}`, code, message }),
    ),
  );
}

type Problem = readonly [field: keyof SampledControl, code: string, message: string];

function countProblems({ population, sampleSize, exceptions }: SampledControl): Problem[] {
  return [
    ...(sampleSize > population
      ? [['sampleSize', 'exceeds_population', `at most the population, ${population}`] as const]
      : []),
    ...(exceptions > sampleSize
      ? [['exceptions', 'exceeds_sample', `at most the sample, ${sampleSize}`] as const]
      : []),
  ];
}

function resultProblems({ result, sampleSize, exceptions, note }: SampledControl): Problem[] {
  if (result === 'not_tested')
    return [
      ...(sampleSize > 0
        ? [['sampleSize', 'not_tested', 'a control that was not tested has no sample'] as const]
        : []),
      ...(note === null ? [['note', 'missing', 'say why the control was not tested'] as const] : []),
    ];
  if (sampleSize === 0) return [['sampleSize', 'no_sample', 'a tested control has a sample of at least 1']];
  if (result === 'conforms' && exceptions > 0)
    return [['result', 'has_exceptions', 'a control with exceptions does not conform']];
  if (result === 'exception' && exceptions === 0)
    return [['exceptions', 'missing', 'say how many cases were exceptions']];
  return [];
}

function repeated(controls: readonly SampledControl[], at: number): Problem[] {
  const { controlRef, method } = controls[at] as SampledControl;
  const first = controls.findIndex((one) => one.controlRef === controlRef && one.method === method);
  return first < at ? [['controlRef', 'repeated', 'each control stands once for each method']] : [];
}
