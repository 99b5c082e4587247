import { verifyBundle } from '../../../bin/verify.mjs';
import { TestApp, type Body, type Caller } from '../../support/app.js';
import { aVendor, complete, reviewAll, submittedAssessment, wanted } from '../../support/assessments.js';
import { anExport, bundleOf, filesOf, publicKey } from '../../support/bundles.js';
import { oscalProblems } from '../../support/oscal-schema.js';
import { itReads } from '../../support/real-files.js';
import { content, question } from '../../support/questions.js';

type Node = Record<string, unknown>;
type Result = Record<'observations' | 'findings' | 'risks', Node[]> & Node;
type Told = Readonly<{ metadata: Node; results: Result[] }>;
const secret = 'Ines Berg answers for this, ines@vendor.example';

describe('registers as OSCAL assessment results', () => {
  let app: TestApp;
  let auditor: Caller;
  beforeAll(async () => {
    app = await TestApp.start();
    auditor = await app.person('auditor');
    const assessor = await app.person('assessor');
    const vendorId = await aVendor(app, '=cmd|\'/c calc\'!A1 شركة\u2028"数据" 🚀');
    const questions = [
      question('mfa', { weight: 5, expected: 'yes', controlRefs: ['ISO27001:A.8.5'], evidence: 'required' }),
      question('backups', { weight: 3, expected: 'yes' }),
      question('words', { type: 'text', weight: 0 }),
    ];
    const templateVersionId = await published(questions);
    const answers = { backups: 'no', words: secret };
    const { id } = await submittedAssessment(app, vendorId, { templateVersionId, answers });
    await reviewAll(assessor, id);
    await complete(app, assessor, id);
    await riskProfile(vendorId);
    await app.settle();
    wanted(await (await app.person('procurement')).post(`/vendors/${vendorId}/audit-scores`, {}), 201);
    await app.settle();
  });
  afterAll(() => app.close());

  const published = async (questions: Parameters<typeof content>): Promise<string> => {
    const procurement = await app.person('procurement');
    const draft = { name: 'Two controls and a text', ...content(...questions) };
    const made = wanted(await procurement.post('/questionnaire-templates', draft), 201);
    wanted(await procurement.post(`/questionnaire-templates/${made.id}/versions/1/publication`), 200);
    return (made['versions'] as { id: string }[])[0]?.id ?? '';
  };
  const riskProfile = async (vendorId: string) => {
    const procurement = await app.person('procurement');
    const levels = { sensitivity: 2, volume: 2, access: 2, criticality: 2, transferExposure: 2 };
    const given = { ...levels, rationale: 'Known from the intake.' };
    const answer = await procurement.put(`/vendors/${vendorId}/risk-profile`, given);
    expect(answer.status).toBeLessThan(300);
  };
  const bundle = async (register: string, more: object = {}): Promise<[Buffer, Body]> => {
    const made = await anExport(app, auditor, { register, format: 'oscal', ...more });
    return [await bundleOf(auditor, made), made];
  };
  const textIn = (from: Buffer) =>
    String(filesOf(from).find(({ name }) => name === 'data.oscal.json')?.content);
  const toldIn = (from: Buffer): Told => {
    const json = JSON.parse(textIn(from)) as { 'assessment-results': Told };
    expect(oscalProblems(json)).toEqual([]);
    return json['assessment-results'];
  };

  it.each(['assessments', 'findings', 'audit-scores'])(
    'of %s keep to the structure, with a result for each row, beside the proven data',
    async (register) => {
      const [file, made] = await bundle(register);
      expect(made['rowCount']).toBeGreaterThan(0);
      expect(toldIn(file).results).toHaveLength(Number(made['rowCount']));
      expect(verifyBundle(file, { key: await publicKey(app) }).notProven).toContain(
        'That data.oscal.json shows what data.csv says: the software made it from the same rows.',
      );
    },
  );

  it('say for an assessment what was asked and shown, what was judged, and what is missing', async () => {
    const [file] = await bundle('assessments');
    const [result] = toldIn(file).results;
    const stateOf = ({ target }: Node) => target as { 'target-id': string; status: { state: string } };
    expect(result?.findings.map((one) => [stateOf(one)['target-id'], stateOf(one).status.state])).toEqual([
      ['mfa', 'satisfied'],
      ['backups', 'not-satisfied'],
    ]);
    expect(result?.observations.map(({ methods }) => methods)).toEqual([
      ['INTERVIEW', 'EXAMINE'],
      ['INTERVIEW'],
      ['INTERVIEW'],
    ]);
    expect(result?.risks).toEqual([expect.objectContaining({ status: 'open' })]);
    const related = result?.findings.find((one) => stateOf(one)['target-id'] === 'backups');
    expect(related?.['related-risks']).toEqual([{ 'risk-uuid': result?.risks[0]?.['uuid'] }]);
  });

  it('name the company and nobody in person', async () => {
    const [file] = await bundle('assessments');
    expect(toldIn(file).metadata['parties']).toEqual([
      expect.objectContaining({
        type: 'organization',
        name: expect.stringContaining('شركة "数据" 🚀') as string,
      }),
    ]);
    for (const word of ['Ines', 'vendor.example', 'Head of security'])
      expect(textIn(file)).not.toContain(word);
  });

  it('are the same for the same question, ids of the export aside', async () => {
    const knownAt = app.clock.now().toISOString();
    const [one, other] = [await bundle('findings', { knownAt }), await bundle('findings', { knownAt })];
    expect(toldIn(one[0]).results).toEqual(toldIn(other[0]).results);
  });

  it('say so when there is nothing', async () => {
    const filters = [{ column: 'status', values: ['nothing'] }];
    const [file] = await bundle('findings', { filters });
    expect(toldIn(file).results).toEqual([expect.objectContaining({ title: 'Nothing on record' })]);
  });

  it('are refused for a register without assessments, naming those that have them', async () => {
    const count = async () => (await auditor.get('/exports?limit=200')).body['items'];
    const before = await count();
    const { body } = await auditor.post('/exports', { register: 'vendors', format: 'oscal', reason: 'Why' });
    expect(body).toMatchObject({
      ...{ status: 400, code: 'export.bad_order' },
      errors: [
        {
          pointer: '/format',
          message: 'vendors is not given as oscal; assessments, audit-scores, findings are',
        },
      ],
    });
    expect(await count()).toEqual(before);
  });

  itReads(
    'oscal/ifa_assessment-results-example.json',
    'the structure is that of the published example',
    (bytes) => {
      expect(oscalProblems(JSON.parse(String(bytes)))).toEqual([]);
    },
  );
});
