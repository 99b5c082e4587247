import { Database } from '../../src/platform/database/database.js';
import { adminEmail, password, TestApp, type Answer, type Caller } from '../support/app.js';
import { baselineVersionId } from '../support/assessments.js';
import { pdf } from '../support/files.js';

/** Things that nobody may find outside of the tables: each is unmistakable, and each goes in somewhere. */
const canaries = {
  password: 'canary-orchid-tram-4711',
  wrongPassword: 'canary-wrong-basil-0815',
  email: 'canary.person@example.com',
  displayName: 'Canary Displayname',
  contactName: 'Canary Contactperson',
  contactEmail: 'canary.contact@vendor.example',
  contactPhone: '+49 40 1234567890',
  invited: 'canary.invited@vendor.example',
  signatory: 'Canary Signatory',
  answer: 'canary answer about the cellar door',
  fileName: 'canary-report.pdf',
  search: 'canary-search-words',
  address: 'canary-unknown-address',
  field: 'canaryUnknownField',
  brokenJson: 'canary in broken json',
};

describe('what is logged', () => {
  let app: TestApp;
  const secrets: string[] = [password, ...Object.values(canaries)];
  const refusals: string[] = [];

  const refused = async (answer: Promise<Answer>): Promise<void> => {
    const { status, text } = await answer;
    expect(status).toBeGreaterThanOrEqual(400);
    refusals.push(text);
  };
  const fine = async (answer: Promise<Answer>): Promise<Answer> => {
    const given = await answer;
    expect([given.status, given.text].join(' ')).toMatch(/^2/);
    return given;
  };

  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_LOG_LEVEL: 'debug' });
    const { password: secret, email } = canaries;
    const admin = await app.admin();
    secrets.push(String(admin.token));
    await fine(
      admin.post('/users', {
        email,
        displayName: canaries.displayName,
        roles: ['procurement'],
        password: secret,
      }),
    );
    const key = await fine(
      admin.post('/api-keys', { name: 'ERP', roles: ['auditor'], expiresAt: '2027-06-01T00:00:00Z' }),
    );
    secrets.push(String(key.body['secret']));
    const person = await app.signIn(email, secret);
    secrets.push(String(person.token));
    await refused(app.anonymous().post('/auth/login', { email, password: canaries.wrongPassword }));
    await fine(person.get(`/vendors?q=${canaries.search}`));
    await refused(person.get(`/vendors/${canaries.address}`));
    await refused(person.get(`/${canaries.address}?token=${canaries.search}`));
    await refused(person.post('/vendors', { name: 'x', [canaries.field]: 1 }));
    await refused(
      person.bare('post', '/vendors').type('application/json').send(`{"name": "${canaries.brokenJson}`),
    );
    await vet(person);
    await breakdown(person);
  });
  afterAll(() => app.close());

  async function vet(person: Caller): Promise<void> {
    const { body: vendor } = await fine(person.post('/vendors', { name: 'Brieftaube', country: 'DE' }));
    await fine(
      person.post(`/vendors/${vendor.id}/contacts`, {
        name: canaries.contactName,
        email: canaries.contactEmail,
        phone: canaries.contactPhone,
        role: 'security',
      }),
    );
    const { body: assessment } = await fine(
      person.post('/assessments', {
        vendorId: vendor.id,
        templateVersionId: await baselineVersionId(person),
        dueOn: '2027-01-31',
      }),
    );
    const { body: invitation } = await fine(
      person.post(`/assessments/${assessment.id}/invitations`, { email: canaries.invited }),
    );
    secrets.push(String(invitation['token']));
    const respondent = app.holding(String(invitation['token']));
    await fine(respondent.put('/respond/answers/policy', { value: 'yes', comment: canaries.answer }));
    await fine(
      respondent.upload(
        '/respond/evidence',
        { content: pdf(), name: canaries.fileName },
        { questionId: 'policy' },
      ),
    );
    const attestation = { name: canaries.signatory, title: 'Head of security', attestation: true };
    await refused(respondent.post('/respond/submission', attestation));
  }

  /** The worst moment: something breaks inside while names are being written. */
  async function breakdown(person: Caller): Promise<void> {
    const db = app.app.get(Database);
    const run = db.run.bind(db);
    db.run = () => Promise.reject(new Error('the inside is broken'));
    await refused(person.post('/vendors', { name: canaries.contactName }));
    db.run = run;
  }

  it('is there: a line for each request, with its route and not its address', () => {
    const lines = app.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    const routes = lines.filter(({ route }) => route !== undefined);
    expect(routes.length).toBeGreaterThan(15);
    expect(routes).toContainEqual(
      expect.objectContaining({ method: 'GET', route: '/api/v1/vendors/:id', status: 400 }),
    );
    expect(app.logged.join('')).toContain('the inside is broken');
  });

  it('holds no secret, no name and no address of a person, nor do refusals and metrics', async () => {
    const metrics = await app.anonymous().get('/metrics');
    expect(metrics.text).toContain('keyholder_http_request_seconds');
    const told = { logs: app.logged.join('\n'), refusals: refusals.join('\n'), metrics: metrics.text };
    const echoed = [canaries.field, canaries.address]; // a refusal names the field and the address that it is about
    const leaks = Object.entries(told).flatMap(([where, text]) =>
      [...secrets, adminEmail]
        .filter((secret) => text.includes(secret) && !(where === 'refusals' && echoed.includes(secret)))
        .map((secret) => `${where}: ${secret}`),
    );
    expect(leaks).toEqual([]);
  });

  it('is one line for one event, whatever the text in it', () => {
    expect(app.logged.filter((line) => line.trimEnd().includes('\n'))).toEqual([]);
  });
});
