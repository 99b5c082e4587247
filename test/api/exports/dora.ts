import { verifyBundle } from '../../../bin/verify.mjs';
import { listOf } from '../../../src/modules/reference-data/codes.js';
import { templates } from '../../../src/modules/dora/domain/tables.js';
import { definedTerms } from '../../../src/modules/dora/domain/records.js';
import { TestApp, type Body, type Caller } from '../../support/app.js';
import { anExport, bundleOf, filesOf, publicKey } from '../../support/bundles.js';
import { anLei, filingProblems, openPackage, tableIn } from '../../support/dora-rules.js';
import {
  aCast,
  aLegalEntity,
  anAgreementInForce,
  aVendor,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
} from '../../support/flows.js';
import { itReads } from '../../support/real-files.js';

type Gap = Readonly<Record<'code' | 'severity' | 'template' | 'column' | 'resource' | 'pointer', string>> &
  Readonly<{ about: { name: string } }>;

describe('the register of information (DORA)', () => {
  let app: TestApp;
  let cast: Cast;
  let bank: Body;
  let agreement: Body;
  let vendor: string;
  let asOf: string;

  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    asOf = app.clock.today();
    bank = await aLegalEntity(app);
    agreement = await anAgreementInForce(app, cast, { legalEntityId: bank.id, noticePeriodDays: 30 });
    vendor = String(agreement['vendorId']);
    await done(cast.procurement.post('/data-flows', wholeContent(agreement.id)));
  });
  afterAll(() => app.close());

  const readiness = async () =>
    (await cast.auditor.get(`/exports/dora/readiness?asOf=${asOf}`)).body as unknown as {
      ready: boolean;
      unmet: Gap[];
    };
  const order = { register: 'dora', format: 'xbrl-csv', reason: 'Filing of this year' };
  const replaced = async (by: Caller, path: string, body: object) => {
    const { headers } = await by.get(path);
    return by.put(path, body, { 'if-match': headers['etag'] });
  };
  const exportsNow = async () => (await cast.auditor.get('/exports?limit=200')).body['items'];
  const service = (functionIds: string[]) => ({
    ...{ type: 'S19', functionIds, provisionCountries: ['IE'], storesData: true, storageCountries: ['DE'] },
    ...{ sensitiveness: 'HIGH', reliance: 'FULL', substitutability: 'HIGHLY_COMPLEX', obstacle: 'MIGRATION' },
    ...{ lastAuditOn: '2026-01-15', hasExitPlan: true, reintegration: 'DIFFICULT', impact: 'HIGH' },
    alternatives: 'YES',
  });
  const arrangement = (functionIds: string[]) => ({
    ...{ currency: 'EUR', annualCost: 120_000, providerNoticeDays: 90, governingCountry: 'IE' },
    services: [service(functionIds)],
  });
  const bankFacts = { entityType: 'CREDIT_INSTITUTION', hierarchy: 'STANDALONE', maintainsRegister: true };

  describe('while facts are missing', () => {
    it('says of whom, where they are kept, and which field they are', async () => {
      await done(
        cast.procurement.put(`/agreements/${agreement.id}/dora`, {
          services: [{ type: 'S19', functionIds: [] }],
        }),
      );
      const { ready, unmet } = await readiness();
      expect(ready).toBe(false);
      const told = unmet.map(
        ({ code, template, resource, pointer }) => `${code} ${template} ${resource} ${pointer}`,
      );
      expect(told).toEqual(
        expect.arrayContaining([
          'nothing_to_report B_01.01 /legal-entities ',
          `empty_key B_02.02 /vendors/${vendor} /lei`,
          `empty_key B_02.02 /agreements/${agreement.id}/dora /services/0/functionIds`,
          `missing B_02.01 /agreements/${agreement.id}/dora /annualCost`,
          `missing B_05.01 /vendors/${vendor}/dora /personType`,
        ]),
      );
    });

    it('is refused with the same list, and nothing is begun', async () => {
      const before = await exportsNow();
      const { body } = await cast.auditor.post('/exports', { ...order, asOf });
      expect(body).toMatchObject({ status: 422, code: 'dora.not_ready' });
      const { unmet } = await readiness();
      expect(body['unmet']).toEqual(unmet.filter(({ severity }) => severity === 'blocking'));
      expect(await exportsNow()).toEqual(before);
    });

    it.each([
      ['without its day', {}, '/asOf'],
      ['of some rows', { filters: [{ column: 'reference', values: ['x'] }] }, '/filters'],
      ['as a sample', { sample: { size: 1, seed: 's' } }, '/sample'],
      ['of another register', { register: 'vendors' }, '/format'],
    ])('is refused %s, with nothing written', async (_what, change, pointer) => {
      const before = await exportsNow();
      const { body } = await cast.auditor.post('/exports', { ...order, ...change });
      expect(body).toMatchObject({ status: 400, code: 'export.bad_order' });
      expect(body['errors']).toContainEqual(expect.objectContaining({ pointer }));
      expect(await exportsNow()).toEqual(before);
    });
  });

  describe('its records', () => {
    const nowhere = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f';

    it('are refused with every field that does not fit, and stay as they were', async () => {
      const path = `/agreements/${agreement.id}/dora`;
      const before = (await cast.dpo.get(path)).body;
      const twice = { type: 'S19', functionIds: [nowhere] };
      const said = { userIds: [nowhere], services: [twice, { ...twice, functionIds: [] }] };
      const etag = { 'if-match': '*' };
      const { body } = await cast.procurement.put(path, said, etag);
      expect(body).toMatchObject({ status: 400, code: 'dora.bad_record' });
      expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
        '/userIds/0',
        '/services/0/functionIds/0',
        '/services/1/type',
      ]);
      expect((await cast.dpo.get(path)).body).toEqual(before);
    });

    it('belong to somebody who is there', async () => {
      const { body } = await cast.procurement.put(`/vendors/${nowhere}/dora`, {});
      expect(body).toMatchObject({ status: 404, code: 'dora.no_owner' });
      const none = await cast.dpo.get(`/vendors/${vendor}/dora`);
      expect(none.body).toMatchObject({ status: 404, code: 'dora.not_found' });
    });

    it('are recorded by one of two at once, replaced with If-Match only, and keep their history', async () => {
      const path = `/vendors/${(await aVendor(cast)).id}/dora`;
      const said = { personType: 'LEGAL_PERSON' };
      const both = await Promise.all([cast.procurement.put(path, said), cast.dpo.put(path, said)]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 428]);
      const old = { 'if-match': '"7"' };
      expect((await cast.dpo.put(path, { personType: 'INDIVIDUAL' }, old)).body).toMatchObject({
        status: 412,
      });
      const current = { 'if-match': '"1"' };
      await done(cast.dpo.put(path, { personType: 'INDIVIDUAL' }, current));
      const { body } = await cast.auditor.get(`${path}/history`);
      expect(body['items']).toMatchObject([{ revision: 2 }, { revision: 1 }]);
    });

    it('let one company keep the register', async () => {
      await done(cast.dpo.put(`/legal-entities/${bank.id}/dora`, bankFacts));
      const other = await aLegalEntity(app);
      const { body } = await cast.dpo.put(`/legal-entities/${other.id}/dora`, bankFacts);
      expect(body).toMatchObject({
        status: 400,
        errors: [{ pointer: '/maintainsRegister', code: 'another_does' }],
      });
      expect((await cast.dpo.get(`/legal-entities/${other.id}/dora`)).status).toBe(404);
    });

    it('count functions as F1, F2', async () => {
      const said = { name: 'Cards', licensedActivity: 'x28', criticality: 'YES' };
      const path = `/legal-entities/${bank.id}/ict-functions`;
      expect((await cast.dpo.put(`${path}/cards`, said)).body).toMatchObject({
        status: 400,
        code: 'dora.bad_record',
      });
      const wrong = await cast.dpo.put(`${path}/F1`, { ...said, licensedActivity: 'x29' });
      expect(wrong.body).toMatchObject({ status: 400, errors: [{ pointer: '/licensedActivity' }] });
      expect((await cast.dpo.get(path)).body['items']).toEqual([]);
    });
  });

  describe('of a populated organisation', () => {
    let bundle: Buffer;
    const packageIn = (from: Buffer) => {
      const [file] = filesOf(from).filter(({ name }) => name.endsWith('.zip'));
      return { name: String(file?.name), opened: openPackage(file?.content ?? Buffer.alloc(30)) };
    };

    beforeAll(async () => {
      await populate();
      expect(await readiness()).toMatchObject({ ready: true, unmet: [] });
      bundle = await bundleOf(cast.auditor, await anExport(app, cast.auditor, { ...order, asOf }));
    }, 60_000);

    async function populate(): Promise<void> {
      const admin = await app.admin();
      await done(admin.change(`/legal-entities/${bank.id}`, { lei: anLei(1), name: '=Bank "Überall", AG' }));
      const definitions = Object.fromEntries(definedTerms.map((term) => [term, `Our ${term},\nas decided`]));
      const facts = { ...bankFacts, competentAuthority: 'BaFin', integratedOn: '2025-01-17', definitions };
      await done(
        replaced(cast.dpo, `/legal-entities/${bank.id}/dora`, {
          ...facts,
          currency: 'EUR',
          totalAssets: 5_000_000,
        }),
      );
      const cards = await done(
        cast.dpo.put(`/legal-entities/${bank.id}/ict-functions/F1`, {
          ...{ name: 'Card payments', licensedActivity: 'x28', criticality: 'YES', assessedOn: '2026-01-01' },
          ...{ recoveryTimeHours: 4, recoveryPointHours: 1, impact: 'HIGH' },
        }),
      );
      const below = await aVendor(cast, { lei: anLei(3), legalName: '数据有限公司' });
      await done(cast.procurement.change(`/vendors/${vendor}`, { lei: anLei(2) }));
      const used = { name: 'Storage', countries: ['IE'], linkedVendorId: below.id, validFrom: '2026-01-01' };
      await done(cast.procurement.post(`/vendors/${vendor}/subprocessors`, used));
      await done(cast.procurement.put(`/vendors/${vendor}/dora`, { personType: 'LEGAL_PERSON' }));
      const shown = { personType: 'LEGAL_PERSON', latinName: 'Shuju Ltd', ultimateParentId: vendor };
      await done(cast.procurement.put(`/vendors/${below.id}/dora`, shown));
      const path = `/agreements/${agreement.id}/dora`;
      await done(replaced(cast.procurement, path, arrangement([cards.id])));
      await app.settle();
    }

    it('lies beside the proven arrangements, in a bundle that is verified', async () => {
      const { name } = packageIn(bundle);
      expect(verifyBundle(bundle, { key: await publicKey(app) }).notProven).toContain(
        `That ${name} shows what data.csv says: the software made it from the same rows.`,
      );
    });

    it('passes the rules, written down apart from it', () => {
      const { name, opened } = packageIn(bundle);
      expect(filingProblems(opened)).toEqual([]);
      expect(name).toBe(`${opened.folder}.zip`);
      expect(tableIn(opened, 'b_05.02').map(({ c0050, c0030, c0060 }) => [c0050, c0030, c0060])).toEqual([
        ['1', anLei(2), anLei(2)],
        ['2', anLei(3), anLei(2)],
      ]);
      expect(tableIn(opened, 'b_05.01').map(({ c0060, c0110 }) => [c0060, c0110])).toEqual([
        ['', anLei(2)],
        ['Shuju Ltd', anLei(2)],
      ]);
      expect(tableIn(opened, 'b_01.02')[0]?.['c0020']).toBe('=Bank "Überall", AG');
    });

    it('is the same bytes for the same day and moment', async () => {
      const knownAt = app.clock.now().toISOString();
      const made = async () => {
        const asked = await anExport(app, cast.auditor, { ...order, asOf, knownAt });
        return filesOf(await bundleOf(cast.auditor, asked)).find(({ name }) => name.endsWith('.zip'));
      };
      const [one, other] = [await made(), await made()];
      expect(one?.name).toBe(other?.name);
      expect(one?.content.equals(other?.content ?? Buffer.alloc(0))).toBe(true);
    });
  });

  itReads('dora/dora_dora_4.2.json', 'its tables are those of the taxonomy', (bytes) => {
    const { tables } = JSON.parse(String(bytes)) as {
      tables: { code: string; open_keys_mapping?: Record<string, string>; columns: { code: string }[] }[];
    };
    const told = tables
      .filter(({ code }) => code.startsWith('B_'))
      .map(({ code, columns, open_keys_mapping: mapping = {} }) => [
        code.replace('-', '.'),
        columns.map((column) => column.code).sort(),
        Object.values(mapping)
          .map((key) => `c${key}`)
          .sort(),
      ]);
    const ours = Object.entries(templates).map(([code, { columns }]) => [
      code,
      columns.map((column) => column.code).sort(),
      columns
        .filter(({ isKey }) => isKey)
        .map((column) => column.code)
        .sort(),
    ]);
    expect(ours.toSorted()).toEqual(told.toSorted());
  });

  itReads('dora/eba-dora-code-lists.json', 'its codes are those of the EBA', (bytes) => {
    const lists = JSON.parse(String(bytes)) as Record<string, { code: string }[]>;
    const known = new Set(Object.values(lists).flatMap((list) => list.map(({ code }) => code)));
    const names = ['dora_entity_type', 'dora_hierarchy', 'dora_termination', 'dora_ict_service'] as const;
    const others = ['dora_reliance', 'dora_sensitiveness', 'dora_impact', 'dora_substitutability'] as const;
    for (const name of [
      ...names,
      ...others,
      'dora_not_substitutable',
      'dora_reintegration',
      'dora_assessed',
    ] as const)
      for (const { eba } of listOf(name).items) expect(known).toContain(eba);
  });

  itReads(
    'dora/test2_in.zip',
    'the published sample opens with the same files and columns',
    async (bytes) => {
      const sample = await unzipped(bytes);
      for (const [code, { columns }] of Object.entries(templates)) {
        const header = sample.get(`reports/${code.toLowerCase()}.csv`)?.split(/\r?\n/)[0] ?? '';
        expect([code, header.split(',').sort()]).toEqual([code, columns.map((column) => column.code).sort()]);
      }
    },
  );
});

async function unzipped(bytes: Buffer): Promise<Map<string, string>> {
  const { fromBuffer } = (await import('yauzl')).default;
  const files = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (failed, zip) => {
      if (failed) {
        reject(failed);
        return;
      }
      zip.on('entry', (entry: { fileName: string }) => {
        zip.openReadStream(entry as never, (broken, stream) => {
          if (broken) {
            reject(broken);
            return;
          }
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('end', () => {
            files.set(entry.fileName.split('/').slice(1).join('/'), String(Buffer.concat(parts)));
            zip.readEntry();
          });
        });
      });
      zip.on('end', resolve);
      zip.readEntry();
    });
  });
  return files;
}
