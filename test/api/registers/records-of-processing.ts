import { parse } from 'csv-parse/sync';
import { TestApp, type Body } from '../../support/app.js';
import {
  aCast,
  act,
  aLegalEntity,
  anAgreementInForce,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
  approvedAndStarted,
} from '../../support/flows.js';
import { anIncident, aware } from '../../support/incidents.js';

const retail = {
  ...{ name: 'Northwind Retail', country: 'DE', contact: 'privacy@northwind.example' },
  ...{ representative: null, dpoContact: 'dpo@northwind.example', processing: ['Printing of letters'] },
};
const agencies = {
  ...{ category: 'Credit agencies', name: null, role: 'INDEPENDENT_CONTROLLER', country: 'DE' },
  why: 'Arrears are reported by law.',
};

describe('the records that the law asks for', () => {
  let app: TestApp;
  let cast: Cast;
  let own: Body;
  let forOthers: Body;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    own = await active({ recipients: [agencies] }, (await anAgreementInForce(app, cast)).id);
    const ours = await aLegalEntity(app);
    await done((await app.admin()).change(`/legal-entities/${ours.id}`, { role: 'processor' }));
    const processing = { legalEntityId: ours.id, vendorRole: 'SUB_PROCESSOR' };
    const agreement = await anAgreementInForce(app, cast, processing);
    forOthers = await active({ onBehalfOf: [retail] }, agreement.id);
    await done(cast.procurement.post('/data-flows', wholeContent(agreement.id))); // a draft: nothing is shared
  });
  afterAll(() => app.close());

  const active = async (changes: object, agreementId: string) => {
    const content = { ...wholeContent(agreementId), ...changes };
    const { id } = await done(cast.procurement.post('/data-flows', content));
    return approvedAndStarted(cast, id);
  };
  const rows = async (register: string, query = '') => {
    const { text } = await cast.auditor.bare('get', `/registers/${register}.csv${query}`).buffer(true);
    return parse<Record<string, string>>(text, { columns: true });
  };

  it('of a controller has what Art. 30(1) lists, for sharing that was begun', async () => {
    const record = await rows('ropa-controller');
    expect(record.map(({ id }) => id)).toEqual([own.id]);
    expect(record[0]).toMatchObject({
      controllerCountry: 'DE',
      reference: own['reference'],
      purposes: 'A monthly letter',
      subjectCategories: 'Subscribers to news or a service',
      dataCategories: 'Private e-mail address',
      recipientRole: 'Processor',
      onwardRecipients: 'Credit agencies: INDEPENDENT_CONTROLLER, DE',
      erasureLimits: 'EMAIL_ADDRESS: 30 days, then DELETE',
      securityMeasures: 'Encryption in transit; Encryption at rest; Multi-factor authentication',
      lawfulBases: 'Consent',
      status: 'active',
    });
    expect(record[0]?.['controllerContact']).not.toBe('');
  });

  it('of a processor names each controller and what is done for it (Art. 30(2))', async () => {
    expect(await rows('ropa-processor')).toMatchObject([
      {
        id: forOthers.id,
        controllers: 'Northwind Retail (DE)',
        controllerContacts: 'Northwind Retail: privacy@northwind.example',
        controllerRepresentatives: '',
        controllerDpos: 'Northwind Retail: dpo@northwind.example',
        processing: 'Northwind Retail: Printing of letters',
        activity: forOthers['title'],
      },
    ]);
  });

  it('of recipients has the vendor, whom it uses, and to whom it passes the data on (Art. 15(1)(c), 19)', async () => {
    const vendorId = String(own['vendorId']);
    const mail = { name: 'Mail Ltd', purpose: 'Delivery', countries: ['IE'], validFrom: app.clock.today() };
    await done(cast.procurement.post(`/vendors/${vendorId}/subprocessors`, mail));
    const found = (await rows('recipients')).filter(({ dataFlowId }) => dataFlowId === own.id);
    expect(found.map(({ kind, name, role, countries }) => [kind, name, role, countries])).toEqual([
      ['vendor', expect.any(String), 'PROCESSOR', 'IE'],
      ['sub_processor', 'Mail Ltd', 'SUB_PROCESSOR', 'IE'],
      ['onward', 'Credit agencies', 'INDEPENDENT_CONTROLLER', 'DE'],
    ]);
    expect(found[1]).toMatchObject({ via: found[0]?.['name'], purposes: 'DIRECT_MARKETING' });
  });

  it('of breaches has all of them, also those that nobody had to be told of, and no rehearsal (Art. 33(5))', async () => {
    const vendorIds = [String(own['vendorId'])];
    const { id } = await anIncident(cast.procurement, vendorIds, { breachTypes: ['CONFIDENTIALITY'] });
    await anIncident(cast.procurement, vendorIds, { title: 'A rehearsal', exercise: true });
    await aware(cast.dpo, id, app.clock.now().toISOString());
    const [before] = await rows('incidents');
    expect(before).toMatchObject({ id, status: 'confirmed', breachTypes: 'CONFIDENTIALITY' });
    expect(before?.['stillToTell']).toContain('by 20');
    const judged = { risk: 'unlikely', reasons: 'The backups were encrypted, and the keys are ours.' };
    await done(cast.dpo.post(`/incidents/${id}/risk-assessment`, judged));
    const record = await rows('incidents');
    expect(record).toHaveLength(1);
    expect(record[0]).toMatchObject({ risk: 'unlikely', riskReasons: judged.reasons });
    expect(record[0]?.['notTold']).not.toBe('');
  });

  it('are the same for the same moment, whatever is changed since', async () => {
    const knownAt = app.clock.now().toISOString();
    const query = `?knownAt=${knownAt}`;
    const all = async () => {
      const found = [];
      for (const name of ['ropa-controller', 'ropa-processor', 'recipients', 'incidents'])
        found.push(await rows(name, query)); // one after the other: three run at once at most
      return found;
    };
    const before = await all();
    expect(before.map(({ length }) => length)).toEqual([1, 1, 4, 1]);
    await done(cast.procurement.change(`/vendors/${String(own['vendorId'])}`, { name: 'Renamed Ltd' }));
    await done(act(cast.procurement, `/data-flows/${own.id}`, 'closure', { reason: 'The contract ended.' }));
    expect(await all()).toEqual(before);
  });
});
