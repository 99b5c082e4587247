import fc from 'fast-check';
import { addDays } from '../../../src/shared/local-date.js';
import { TestApp, type Answer, type Body } from '../../support/app.js';
import {
  aCast,
  act,
  anActiveFlow,
  aReadyFlow,
  aVendor,
  done,
  standardForFlows,
  type Cast,
} from '../../support/flows.js';
import { anIncident } from '../../support/incidents.js';

/** Everything that is of a moment; the ledger grows with each question, and readiness for DORA is a check of its own. */
const registers = [
  'agreements',
  'approvals',
  'assessments',
  'audit-scores',
  'data-flows',
  'findings',
  'incidents',
  'late-entries',
  'objection-windows',
  'recipients',
  'ropa-controller',
  'ropa-processor',
  'subprocessors',
  'transfers',
  'vendors',
  'waivers',
];
const resources = ['vendors', 'agreements', 'data-flows', 'findings', 'incidents'] as const;

type Kept = Readonly<{ question: string; answer: string }>;
type Step = Readonly<{ what: number; which: number; days: number; back: number }>;

/** What happens in the history; each may be refused, and then nothing has happened. */
class World {
  private readonly ids = new Map<(typeof resources)[number], string[]>(resources.map((name) => [name, []]));

  /** Which acts were not refused. */
  readonly done = new Set<number>();
  private now = 0;

  constructor(
    private readonly app: TestApp,
    public cast: Cast,
  ) {}

  async populate(): Promise<void> {
    const active = await anActiveFlow(this.app, this.cast);
    this.add('data-flows', active);
    this.add('vendors', { id: String(active['vendorId']) });
    this.add('agreements', { id: String(active['agreementId']) });
    this.add('data-flows', await aReadyFlow(this.app, this.cast));
  }

  of(resource: (typeof resources)[number]): readonly string[] {
    return this.ids.get(resource) ?? [];
  }

  async live({ what, which, days }: Step): Promise<void> {
    const acts = [
      () => this.added('vendors', aVendor(this.cast)),
      () => this.change('vendors', which, { description: `Said ${which} days ago.` }),
      () =>
        this.step('vendors', which, { to: which % 4 < 2 ? 'vetting' : 'suspended', reason: 'So decided.' }),
      () => this.certify(which),
      () => this.use(which),
      () => this.change('agreements', which, { breachNoticeHours: (which % 72) + 1 }),
      () => this.change('data-flows', which, { volume: `V${1 + (which % 4)}` }),
      () => this.changePlaces(which),
      () => this.decide('data-flows', which, 'submission', {}, this.cast.procurement),
      () => this.decide('data-flows', which, 'decision', { outcome: 'approved', rationale: 'Fine.' }),
      () => this.decide('data-flows', which, 'suspension', { reason: 'A doubt.' }),
      () => this.decide('data-flows', which, 'resumption', { reason: 'None left.' }),
      () => this.decide('data-flows', which, 'closure', { reason: 'Done with it.' }),
      () => this.find(which),
      () => this.step('findings', which, { to: 'in_remediation', reason: 'They mend it.' }),
      () => this.added('incidents', anIncident(this.cast.requester, [this.pick('vendors', which)])),
      () => this.becomeAware(which),
    ];
    this.now = what % acts.length;
    await acts[this.now]?.();
    this.app.clock.advance({ days, seconds: 1 });
    if (days > 0) this.cast = await aCast(this.app);
    await this.app.settle();
  }

  private add(resource: (typeof resources)[number], { id }: Pick<Body, 'id'>): void {
    this.ids.get(resource)?.push(id);
  }

  private sound({ status }: Answer): void {
    if (status >= 500) throw new Error(`answered ${status}`);
    if (status < 300) this.done.add(this.now);
  }

  private async added(resource: (typeof resources)[number], made: Promise<Body>): Promise<void> {
    this.add(resource, await made);
    this.done.add(this.now);
  }

  private pick(resource: (typeof resources)[number], which: number): string {
    const ids = this.of(resource);
    return ids[which % ids.length] ?? '01900000-0000-7000-8000-000000000000';
  }

  private async change(resource: (typeof resources)[number], which: number, fields: object): Promise<void> {
    this.sound(await this.cast.procurement.change(`/${resource}/${this.pick(resource, which)}`, fields));
  }

  private step(resource: (typeof resources)[number], which: number, body: object): Promise<void> {
    return this.decide(resource, which, 'transitions', body, this.cast.procurement);
  }

  private async decide(
    resource: (typeof resources)[number],
    which: number,
    ...[what, body, by = this.cast.dpo]: [string, object, Cast[keyof Cast]?]
  ): Promise<void> {
    this.sound(await act(by, `/${resource}/${this.pick(resource, which)}`, what, body));
  }

  private async certify(which: number): Promise<void> {
    const validFrom = addDays(this.app.clock.today(), -(which % 400));
    const said = { scheme: 'ISO_27001', scope: 'All', issuer: 'A body', validFrom, validTo: '2099-01-31' };
    const path = `/vendors/${this.pick('vendors', which)}/certifications`;
    this.sound(await this.cast.procurement.post(path, said));
  }

  private async use(which: number): Promise<void> {
    const path = `/vendors/${this.pick('vendors', which)}/subprocessors`;
    this.sound(await this.cast.procurement.post(path, { name: `Below ${which}`, countries: ['IE'] }));
  }

  private async changePlaces(which: number): Promise<void> {
    await this.change('data-flows', which, { locations: [{ country: 'SE', kind: 'storage' }] });
  }

  private find(which: number): Promise<void> {
    const finding = {
      vendorId: this.pick('vendors', which),
      source: 'other',
      severity: 'low',
      title: 'A gap',
    };
    return this.added('findings', done(this.cast.dpo.post('/findings', finding)));
  }

  private async becomeAware(which: number): Promise<void> {
    const id = this.pick('incidents', which);
    const at = this.app.clock.now().toISOString();
    this.sound(
      await this.cast.dpo.post(`/incidents/${id}/awareness`, { at, reason: 'The vendor confirmed it.' }),
    );
  }
}

/** What each act in the order of `live` is of, so that it can be done. */
const whichOf = [0, 1, 1, 40, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 1, 0];

/** Each act once, of something that can do it. */
const everything: readonly Step[] = whichOf.map((which, what) => ({
  ...{ what, which, days: what % 5 === 4 ? 3 : 0, back: what },
}));

describe('any history', () => {
  let app: TestApp;
  let world: World;
  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_ACCESS_TOKEN_MINUTES: '1440' });
    const cast = await aCast(app);
    await standardForFlows(cast);
    world = new World(app, cast);
    await world.populate();
  });
  afterAll(() => app.close());

  async function asked(path: string): Promise<string> {
    const { status, text } = await world.cast.auditor.bytes(path);
    return `${status} ${text}`;
  }

  /** What is so now, by half of the registers at each step, kept under the question that has to be answered so for ever. */
  async function shownNow({ back, what }: Step): Promise<Kept[]> {
    const now = encodeURIComponent(app.clock.now().toISOString());
    const day = addDays(app.clock.today(), -back);
    const kept: Kept[] = [];
    for (const name of registers.filter((_, nth) => (nth + what) % 2 === 0)) {
      kept.push({
        question: `/registers/${name}.ndjson?knownAt=${now}`,
        answer: await asked(`/registers/${name}.ndjson`),
      });
      const question = `/registers/${name}.csv?asOf=${day}&knownAt=${now}`;
      kept.push({ question, answer: await asked(question) });
    }
    for (const name of resources)
      for (const id of world.of(name).slice(-2))
        kept.push({ question: `/${name}/${id}?at=${now}`, answer: await asked(`/${name}/${id}`) });
    return kept;
  }

  it('is told later as the API showed it at each of its steps, in every register and resource', async () => {
    const step = fc.record({
      what: fc.nat({ max: whichOf.length - 1 }),
      which: fc.nat({ max: 1_000 }),
      days: fc.constantFrom(0, 0, 1, 9),
      back: fc.nat({ max: 30 }),
    });
    const seen: Kept[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 7 }), async (steps) => {
        for (const one of steps) {
          await world.live(one);
          seen.push(...(await shownNow(one)));
        }
        for (const { question, answer } of seen.splice(0))
          expect([question, await asked(question)]).toEqual([question, answer]);
      }),
      { numRuns: 2, endOnFailure: true, seed: 20_261_127, examples: [[everything]] },
    );
    expect([...world.done].sort((a, b) => a - b)).toEqual(everything.map(({ what }) => what));
  }, 120_000);
});
