import { parse } from 'csv-parse/sync';
import { addDays } from '../../../src/shared/local-date.js';
import { TestApp, type Body } from '../../support/app.js';
import {
  aCast,
  act,
  aReadyFlow,
  aSubmittedFlow,
  done,
  standardForFlows,
  type Cast,
} from '../../support/flows.js';

type Row = Record<string, string>;

describe('the register of approvals', () => {
  let app: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  const rowsOf = async ({ id }: Body): Promise<Row[]> => {
    const { text } = await cast.auditor.get('/registers/approvals.csv');
    const rows = parse<Row>(text, { columns: true, bom: true });
    return rows.filter(({ dataFlowId }) => dataFlowId === id);
  };
  const on = ({ id }: Body, by = cast.dpo, what = 'decision', body: object = {}) =>
    done(act(by, `/data-flows/${id}`, what, { outcome: 'approved', rationale: 'Fine.', ...body }));

  it('has each decision with its mode, conditions and what came of them', async () => {
    const dueOn = app.clock.today();
    const conditions = [
      { text: 'Report.', kind: 'by_date', dueOn, consequence: 'notify' },
      { text: 'No profiling.', kind: 'standing' },
    ];
    const flow = await aSubmittedFlow(app, cast);
    await on(flow, cast.dpo, 'decision', { outcome: 'approved_with_conditions', conditions });
    const [row] = await rowsOf(flow);
    expect(row).toMatchObject({
      ...{ outcome: 'approved_with_conditions', mode: 'dpo_decides', complete: 'true', inForce: 'true' },
      ...{ submittedById: cast.procurement.id, decidedById: cast.dpo.id, emergency: 'false' },
      conditions: `Report. (by_date, due ${dueOn}, else notify); No profiling. (standing)`,
      conditionsMissed: '',
    });
    app.clock.advance({ days: 1 });
    cast = await aCast(app);
    await app.settle();
    const missed = `Report. (by_date, due ${dueOn}, else notify, missed ${app.clock.today()})`;
    expect((await rowsOf(flow))[0]).toMatchObject({
      conditions: `${missed}; No profiling. (standing)`,
      conditionsMissed: 'Report.',
    });
  });

  it('has both decisions of an emergency, what was skipped, and in whose name they were', async () => {
    const dataCategories = [{ code: 'EMAIL_ADDRESS', retentionDays: 30, endAction: 'DELETE' }];
    const draft = await aReadyFlow(app, cast, { dataCategories });
    const emergency = { reason: 'It cannot wait.' };
    const flow = await done(act(cast.procurement, `/data-flows/${draft.id}`, 'submission', { emergency }));
    const deputy = await app.person('requester');
    const [validFrom, validTo] = [app.clock.today(), addDays(app.clock.today(), 3)];
    const delegation = await done(
      cast.dpo.post('/delegations', {
        toId: deputy.id,
        role: 'dpo',
        validFrom,
        validTo,
        reason: 'On leave.',
      }),
    );
    await on(flow, deputy, 'decision', { emergency, delegationId: delegation.id });
    await on(flow, cast.approver, 'decision', { emergency });
    const [first, second] = await rowsOf(flow);
    const both = { emergency: 'true', emergencySkipped: 'DATA_MINIMISED', inForce: 'true' };
    expect(first).toMatchObject({
      ...{ ...both, complete: 'false', decidedById: deputy.id, onBehalfOfId: cast.dpo.id },
      ...{ delegationId: delegation.id, delegatedUntil: validTo },
    });
    expect(second).toMatchObject({ ...both, complete: 'true', confirmsId: first?.['id'], onBehalfOfId: '' });
    await on(draft, cast.secondDpo, 'decision', { outcome: 'rejected' });
    expect((await rowsOf(flow)).map(({ outcome, inForce }) => [outcome, inForce])).toEqual([
      ['approved', 'false'],
      ['approved', 'false'],
      ['rejected', 'false'],
    ]);
  });
});
