import type pg from 'pg';
import { TestApp, type Answer, type Body } from '../../support/app.js';
import { sql } from '../../support/database.js';
import {
  aCast,
  act,
  anAgreementInForce,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
  approvedAndStarted,
} from '../../support/flows.js';
import { report, sent } from '../../support/sharing.js';
import { contentOfTables } from '../../support/tables.js';

type Item = { code: string; label: string; details: Record<string, unknown> };

const path = '/reference-data/own-categories';

describe('categories of our own', () => {
  let app: TestApp;
  let cast: Cast;
  let owner: pg.Client;
  let agreementId: string;
  let made = 0;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    owner = await sql(app.database.ownerUrl);
    agreementId = (await anAgreementInForce(app, cast)).id;
  });
  afterAll(async () => {
    await owner.end();
    await app.close();
  });

  const glucose = {
    list: 'data_category',
    parent: 'HEALTH_RECORD',
    code: 'GLUCOSE',
    label: 'Glucose readings',
  };
  const add = (fields: object = {}): Promise<Body> =>
    done(cast.dpo.post(path, { ...glucose, code: `GLUCOSE_${++made}`, ...fields }));
  const retire = ({ id }: Body) =>
    act(cast.dpo, `${path}/${id}`, 'retirement', { reason: 'Not sold any more.' });
  const of = (code: unknown) => ({
    ...{ code, justification: 'The letter is about it.', retentionDays: 30, endAction: 'DELETE' },
  });
  const draft = (fields: object) =>
    cast.procurement.post('/data-flows', { ...wholeContent(agreementId), ...fields });
  const refused = async (attempt: () => Promise<Answer>): Promise<Body> => {
    const before = await contentOfTables(owner);
    const { body } = await attempt();
    expect(await contentOfTables(owner)).toEqual(before);
    return body;
  };

  it('are a part of one of the list, as special as that, and stand in the list', async () => {
    const added = await add({ code: 'GLUCOSE', description: 'As the sensor sends them.' });
    expect(added).toMatchObject({
      ...{ list: 'data_category', code: 'HEALTH_RECORD.GLUCOSE', parent: 'HEALTH_RECORD', usedBy: 0 },
      ...{ specialCategory: 'HEALTH', vulnerable: false, createdById: cast.dpo.id, retiredAt: null },
    });
    const people = await add({ list: 'data_subject_category', parent: 'CHILDREN', code: 'UNDER_13' });
    expect(people).toMatchObject({ code: 'CHILDREN.UNDER_13', specialCategory: null, vulnerable: true });
    const { body } = await cast.requester.get('/reference-data/data_category');
    expect((body['items'] as Item[]).at(-1)).toMatchObject({
      ...{ code: 'HEALTH_RECORD.GLUCOSE', label: 'Glucose readings' },
      details: {
        own: true,
        parent: 'HEALTH_RECORD',
        specialCategory: 'HEALTH',
        sensitivity: 4,
        retired: false,
      },
    });
    const { body: lists } = await cast.requester.get('/reference-data');
    const sizes = (lists['items'] as { name: string; size: number }[]).filter(
      ({ name }) => name === 'data_category',
    );
    expect(sizes).toMatchObject([{ size: (body['items'] as Item[]).length }]);
  });

  it('are named in data flows like those of the list, and count as the one they are a part of', async () => {
    const [data, people] = [
      await add(),
      await add({ list: 'data_subject_category', parent: 'CHILDREN', code: `NEAR_${++made}` }),
    ];
    const flow = await done(
      draft({ dataCategories: [of(data['code'])], subjectCategories: [people['code']], volume: 'V3' }),
    );
    expect(flow).toMatchObject({
      dataCategories: [{ code: data['code'] }],
      subjectCategories: [people['code']],
      dpiaScreening: {
        ...{ required: true, triggers: ['A35_3_B'] },
        criteria: ['WP248_4_SENSITIVE', 'WP248_5_LARGE_SCALE', 'WP248_7_VULNERABLE'],
      },
    });
    const { body } = await cast.auditor.get(`/data-flows/${flow.id}/readiness`);
    expect((body['unmet'] as { code: string }[]).map(({ code }) => code)).toEqual([
      'SPECIAL_CATEGORY_CONDITION',
      'DPIA_DONE',
    ]);
    for (const code of ['HEALTH_RECORD', data['code'] as string]) {
      const found = await done(cast.auditor.get(`/data-flows?dataCategory=${code}&limit=200`));
      expect((found['items'] as Body[]).map(({ id }) => id)).toContain(flow.id);
    }
    const other = await done(cast.auditor.get('/data-flows?dataCategory=MEDICATION'));
    expect(other['items']).toEqual([]);
    expect((await done(cast.auditor.get(`${path}/${data.id}`)))['usedBy']).toBe(1);
  });

  it('are taken in by an approval of the whole, and do not take in the whole', async () => {
    const { code } = await add({ parent: 'EMAIL_ADDRESS', code: `NEWS_${++made}` });
    const active = async (category: unknown) => {
      const { id } = await done(draft({ dataCategories: [of(category)] }));
      return approvedAndStarted(cast, id);
    };
    const [whole, part] = [await active('EMAIL_ADDRESS'), await active(code)];
    const reported = (flow: Body, categories: unknown[]) =>
      done(report(cast.procurement, flow, sent(app, { categories })));
    expect(await reported(whole, [code])).toMatchObject({ deviations: [] });
    expect(await reported(part, [code])).toMatchObject({ deviations: [] });
    expect(await reported(part, ['EMAIL_ADDRESS'])).toMatchObject({
      deviations: [{ kind: 'category', excess: 'EMAIL_ADDRESS', approved: [code] }],
    });
    const change = (flow: Body, category: unknown) =>
      done(cast.procurement.change(`/data-flows/${flow.id}`, { dataCategories: [of(category)] }));
    expect(await change(whole, code)).toMatchObject({ status: 'active', staleFacts: [] });
    expect(await change(part, 'EMAIL_ADDRESS')).toMatchObject({
      status: 'stale',
      staleFacts: [{ fact: 'flow.dataCategories', reaction: 'block' }],
    });
  });

  it('are retired by nobody while a flow names them, and not named any more afterwards', async () => {
    const category = await add();
    const flow = await done(draft({ dataCategories: [of(category['code'])] }));
    expect(await refused(() => retire(category))).toMatchObject({
      ...{ status: 409, code: 'own_category.in_use', flows: [flow['reference']] },
    });
    await done(act(cast.procurement, `/data-flows/${flow.id}`, 'closure', { reason: 'Never begun.' }));
    expect(await done(retire(category))).toMatchObject({
      ...{ revision: 2, retiredById: cast.dpo.id, retiredBecause: 'Not sold any more.' },
    });
    expect(await refused(() => draft({ dataCategories: [of(category['code'])] }))).toMatchObject({
      ...{ status: 400, errors: [{ pointer: '/dataCategories/0/code', code: 'unknown_code' }] },
    });
    expect(await refused(() => retire(category))).toMatchObject({
      status: 409,
      code: 'own_category.retired',
    });
    const again = { ...glucose, code: String(category['code']).split('.')[1] };
    expect(await refused(() => cast.dpo.post(path, again))).toMatchObject({
      ...{ status: 409, code: 'own_category.code_in_use' },
    });
    const { items } = await done(cast.auditor.get(`${path}?retired=true`));
    expect(items).toMatchObject([{ code: category['code'] }]);
  });

  it('are either named or retired when both are tried at once', async () => {
    const category = await add();
    const [named, retired] = await Promise.all([
      draft({ dataCategories: [of(category['code'])] }),
      retire(category),
    ]);
    expect([named.status, retired.status].sort()).toEqual(named.status === 201 ? [201, 409] : [200, 400]);
  });

  it('have their words mended, and each revision on record', async () => {
    const category = await add();
    const mended = await done(cast.dpo.change(`${path}/${category.id}`, { label: 'Blood sugar' }));
    expect(mended).toMatchObject({ revision: 2, label: 'Blood sugar', code: category['code'] });
    const { items } = await done(cast.auditor.get(`${path}/${category.id}/history?sort=seq`));
    expect((items as Body[]).map(({ action }) => action)).toEqual([
      'own_category.added',
      'own_category.changed',
    ]);
  });

  it.each<[string, object, string[]]>([
    ['below a category that the list lacks', { parent: 'SHOE_SIZE' }, ['/parent']],
    ['below one of people, as data', { parent: 'CHILDREN' }, ['/parent']],
    ['in another list', { list: 'purpose' }, ['/list']],
    ['with small letters', { code: 'glucose' }, ['/code']],
    ['with a part of a part', { code: 'GLUCOSE.NIGHT' }, ['/code']],
    ['without words', { label: '' }, ['/label']],
  ])('are not added %s', async (_what, fields, pointers) => {
    const body = await refused(() => cast.dpo.post(path, { ...glucose, code: 'OTHER', ...fields }));
    expect(body['status']).toBe(400);
    expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('that nobody added are named in no flow, each with its place', async () => {
    const fields = {
      dataCategories: [of('PAY'), of('PAY.BONUS')],
      subjectCategories: ['EMPLOYEES.NIGHT_SHIFT'],
    };
    const body = await refused(() => draft(fields));
    expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
      '/dataCategories/1/code',
      '/subjectCategories/0',
    ]);
    expect(await refused(() => draft({ dataCategories: [of('SHOE_SIZE.LEFT')] }))).toMatchObject({
      ...{ status: 400, errors: [{ pointer: '/dataCategories/0/code' }] },
    });
  });

  it('are the data protection officer’s to add', async () => {
    const { status } = await cast.procurement.post(path, { ...glucose, code: 'OTHER' });
    expect(status).toBe(403);
  });
});
