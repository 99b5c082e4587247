import { itReads } from '../../../../../test/support/real-files.js';
import { readOscal } from './oscal.js';
import type { SaidSection } from './readings.js';

const read = (file: unknown) => {
  const { sections, ...rest } = readOscal(file);
  return { ...rest, sections: sections as SaidSection[] };
};

describe('an OSCAL catalog', () => {
  it('becomes sections of questions that refer to its controls', () => {
    const statement = { name: 'statement', prose: 'Do it.', parts: [{ name: 'item', prose: 'Really.' }] };
    const { name, sections, readings } = read({
      catalog: {
        metadata: { title: 'ACME Controls', remarks: 'Ours.' },
        groups: [
          {
            id: 'g1',
            title: 'Backup',
            controls: [
              {
                id: 'c-1.1',
                title: 'Copies',
                props: [{ name: 'label', value: '1.1' }],
                parts: [statement, { name: 'guidance', title: 'Why', prose: 'Disks fail.' }],
                controls: [{ id: 'c-1.1.a', title: 'Copies elsewhere', parts: [statement] }],
              },
            ],
            groups: [{ id: 'g2', title: 'Inner', controls: [{ id: 'c2', title: 'Two' }] }],
          },
        ],
      },
    });
    expect(name).toBe('ACME Controls');
    expect(sections.map(({ id, title, questions }) => [id, title, questions.map((each) => each.id)])).toEqual(
      [
        ['g1', 'Backup', ['c-1_1', 'c-1_1_a']],
        ['g2', 'Inner', ['c2']],
      ],
    );
    expect(sections[0]?.questions[0]).toMatchObject({
      text: '1.1 Copies\n\nDo it.\nReally.',
      help: 'Why: Disks fail.',
      type: 'yes_no_na',
      expected: 'yes',
      controlRefs: ['ACME:1.1'],
    });
    expect(readings.notes.find(({ code }) => code === 'same_statement')?.places).toEqual([
      '/catalog/groups/0/controls/0 (1.1) = /catalog/groups/0/controls/0/controls/0 (c-1.1.a)',
    ]);
  });

  it('is refused when it is none', () => {
    expect(read({ 'assessment-results': {} }).readings.problems[0]?.code).toBe('no_catalog');
    expect(read([]).sections).toEqual([]);
  });

  itReads('mvsp/mvsp_v3.0-20231109-catalog.json', 'is read whole', (bytes) => {
    const { sections, readings } = read(JSON.parse(bytes.toString('utf8')));
    expect(sections.map(({ questions }) => questions.length)).toEqual([8, 8, 5, 4]);
    expect(
      sections.flatMap(({ questions }) => questions.map(({ controlRefs }) => controlRefs?.[0])).at(-1),
    ).toBe('MVSP:4.4');
    expect(readings.notes.find(({ code }) => code === 'same_statement')?.count).toBe(1); // the slip in 2.1
  });
});
