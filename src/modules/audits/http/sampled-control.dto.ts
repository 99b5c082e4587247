import { CodeField, IdsField, IntField, LabelField, ProseField } from '../../../platform/http/fields.js';
import {
  testMethods,
  testResults,
  type SampledControl,
  type TestMethod,
  type TestResult,
} from '../domain/sampled-control.js';

const most = 10_000_000;

export class SampledControlDto {
  @LabelField({
    max: 100,
    example: 'ISO27001:A.8.13',
    description: 'The control, by its number in a standard.',
  })
  controlRef: string;
  @IntField({ min: 0, max: most, example: 120, description: 'How many cases there were.' })
  population: number;
  @IntField({
    min: 0,
    max: most,
    example: 25,
    description: 'How many of them were looked at; at most the population, 0 when not tested.',
  })
  sampleSize: number;
  @CodeField({ codes: testMethods, name: 'TestMethod', example: 'inspection' }) method: TestMethod;
  @CodeField({ codes: testResults, name: 'TestResult', example: 'conforms' }) result: TestResult;
  @IntField({
    min: 0,
    max: most,
    optional: true,
    example: 0,
    description: 'How many cases of the sample were not as they should be; 0 unless told.',
  })
  exceptions?: number;
  @ProseField({
    max: 2_000,
    optional: true,
    nullable: true,
    example: null,
    description: 'Needed when the control was not tested.',
  })
  note?: string | null;
  @IdsField({ max: 20, optional: true, example: [], description: 'Evidence of the test.' })
  evidenceIds?: string[];

  static read(control: SampledControlDto): SampledControl {
    const { controlRef, population, sampleSize, method, result } = control;
    const { exceptions = 0, note = null, evidenceIds = [] } = control;
    return { controlRef, population, sampleSize, method, result, exceptions, note, evidenceIds };
  }

  static of(control: SampledControl): SampledControlDto {
    const { controlRef, population, sampleSize, method, result, exceptions, note } = control;
    return {
      ...{ controlRef, population, sampleSize, method, result, exceptions, note },
      evidenceIds: [...control.evidenceIds],
    };
  }
}
