import { localDate } from '../../../shared/local-date.js';
import { unreachableFrom } from '../../../shared/state-machine.js';
import {
  noticeVersionLifecycle,
  noticeVersionStatuses,
  type NoticeVersion,
  type Recipient,
} from './notice-version.js';
import { assertCanMove, published, unmetForPublication } from './publication.js';

const on = localDate('2026-06-01');
const always = [
  'N_CONTROLLER',
  'N_PURPOSE_BASIS',
  'N_RECIPIENTS',
  'N_RETENTION',
  'N_RIGHTS',
  'N_COMPLAINT',
] as const;
const codes = (told: Parameters<typeof unmetForPublication>[0], from = 'DE') =>
  unmetForPublication(told, { from, on }).map(({ code, message }) => [code, message]);

describe('what the publication of a notice asks for', () => {
  it('is nothing more when it says what both articles ask for', () => {
    expect(codes({ items: always, countries: ['DE', 'NO'] })).toEqual([]);
  });

  it('is every item that is missing, by its words and its code, and all reasons at once', () => {
    expect(
      codes({ items: ['N_CONTROLLER', 'N_PURPOSE_BASIS', 'N_RIGHTS'], countries: ['US', 'IE', 'IN'] }),
    ).toEqual([
      [
        'NOTICE_ITEMS_MISSING',
        'It does not say: Recipients or categories of recipients (N_RECIPIENTS); ' +
          'Storage period or criteria (N_RETENTION); Complaint to a supervisory authority (N_COMPLAINT).',
      ],
      ['NOTICE_TRANSFERS_MISSING', 'It names US, IN, and N_TRANSFERS is not among its items.'],
    ]);
  });

  it('is no word on transfers where it says so, or where our company is outside the EEA', () => {
    expect(codes({ items: [...always, 'N_TRANSFERS'], countries: ['US'] })).toEqual([]);
    expect(codes({ items: always, countries: ['US'] }, 'CA')).toEqual([]);
  });
});

describe('a version', () => {
  it.each(noticeVersionStatuses.flatMap((from) => noticeVersionStatuses.map((to) => [from, to] as const)))(
    'that is %s becomes %s only along its table',
    (from, to) => {
      const move = () => assertCanMove({ status: from }, to);
      if (noticeVersionLifecycle[from].includes(to)) expect(move).not.toThrow();
      else expect(move).toThrow(`A version that is ${from} cannot become ${to}.`);
    },
  );

  it('can come to every status', () => {
    expect(unreachableFrom(noticeVersionLifecycle, 'draft')).toEqual([]);
  });

  const named = (category: string): Recipient => ({ vendorId: null, category, name: null });
  const version = (recipients: Recipient[]): NoticeVersion => ({
    ...{ id: 'v', revision: 1, noticeId: 'n', legalEntityId: 'e', number: 1, language: 'en' },
    ...{ status: 'draft', url: null, text: 'Words', sha256: '', evidenceId: null },
    ...{ audiences: [], audiencesSince: {}, items: [], countries: [], keys: [] },
    recipients: recipients.map((recipient) => ({ ...recipient, since: null })),
    ...{ publishedAt: null, publishedById: null, endedAt: null, createdById: 'p', createdAt: new Date(0) },
  });
  const [may, june, july] = ['2026-05-01', '2026-06-01', '2026-07-01'].map((day) => new Date(day));
  const at = (moment: Date | undefined) => ({ at: moment ?? new Date(0), byId: 'dpo' });

  it('carries on since when each recipient and each group is told, as long as no version leaves it out', () => {
    const first = published(version([named('PAYMENTS')]), { audiences: ['CUSTOMERS'] }, null, at(may));
    expect(first).toMatchObject({ status: 'published', publishedAt: may, publishedById: 'dpo' });
    const second = published(
      version([named('Payments'), named('LOGISTICS')]),
      { audiences: ['CUSTOMERS', 'SUBSCRIBERS'] },
      first,
      at(june),
    );
    expect(second.recipients.map(({ since }) => since)).toEqual([may?.toISOString(), june?.toISOString()]);
    expect(second.audiencesSince).toEqual({
      CUSTOMERS: may?.toISOString(),
      SUBSCRIBERS: june?.toISOString(),
    });
    const without = published(version([]), { audiences: ['CUSTOMERS'] }, second, at(june));
    const again = published(version([named('PAYMENTS')]), { audiences: ['CUSTOMERS'] }, without, at(july));
    expect(again.recipients.map(({ since }) => since)).toEqual([july?.toISOString()]);
    expect(again.audiencesSince).toEqual({ CUSTOMERS: may?.toISOString() });
  });
});
