import type { IncidentNotice } from './incident-notice.js';
import type { Incident } from './incident.js';
import { severityOf } from './severity.js';

export const timelineKinds = [
  'occurred_from',
  'occurred_to',
  'vendor_detected',
  'vendor_notified',
  'reported',
  'triage_started',
  'aware',
  'awareness_corrected',
  'risk_assessed',
  'severity_scored',
  'notice_sent',
  'contained',
  'dismissed',
  'closed',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** One moment of an incident. `decidedById` and `reason` where somebody decided it. */
export type TimelineMoment = Readonly<{
  at: Date;
  kind: TimelineKind;
  decidedById: string | null;
  decidedAt: Date | null;
  reason: string | null;
}>;

/** Seconds between moments; null where one of them is not known. */
export type Delays = Readonly<{
  /** From the vendor's detection until it told us. */
  vendorDelaySeconds: number | null;
  /** From the vendor's telling until we held ourselves aware. */
  awarenessDelaySeconds: number | null;
  /** From its beginning until it was contained. */
  exposureSeconds: number | null;
}>;

export type Timeline = Readonly<{ moments: readonly TimelineMoment[]; delays: Delays }>;

/** In the order of time; what was held before a correction stands with the moment that it named. */
export function timelineOf(incident: Incident, notices: readonly IncidentNotice[] = []): Timeline {
  const moments = [...stated(incident), ...decisions(incident), ...notices.map(sent), ...endings(incident)];
  return { moments: moments.sort((a, b) => a.at.getTime() - b.at.getTime()), delays: delaysOf(incident) };
}

function stated(incident: Incident): TimelineMoment[] {
  const moments: [TimelineKind, Date | null][] = [
    ['occurred_from', incident.occurredFrom],
    ['occurred_to', incident.occurredTo],
    ['vendor_detected', incident.vendorDetectedAt],
    ['vendor_notified', incident.vendorNotifiedAt],
    ['reported', incident.createdAt],
    ['triage_started', incident.triageStartedAt],
    ['contained', incident.containedAt],
  ];
  return moments.flatMap(([kind, at]) => (at === null ? [] : [{ ...undecided, kind, at }]));
}

function decisions(incident: Incident): TimelineMoment[] {
  const { awareAt, awareReason, awareDecidedById, awareDecidedAt, earlierAwareness } = incident;
  const now: TimelineMoment[] =
    awareAt === null
      ? []
      : [
          {
            ...{ at: awareAt, kind: 'aware', reason: awareReason },
            ...{ decidedById: awareDecidedById, decidedAt: awareDecidedAt },
          },
        ];
  const before = earlierAwareness.map(({ at, reason, decidedById, decidedAt }): TimelineMoment => ({
    ...{ at: new Date(at), kind: 'awareness_corrected', reason },
    ...{ decidedById, decidedAt: new Date(decidedAt) },
  }));
  return [...now, ...before, ...judged(incident), ...weighed(incident)];
}

/** The judgement of the risk that holds; who judged before is in the history. */
function judged({ riskAssessedAt, riskAssessedById, riskReasons, risk }: Incident): TimelineMoment[] {
  if (riskAssessedAt === null || risk === null) return [];
  const reason = `${risk}: ${riskReasons ?? ''}`;
  const decided = { decidedById: riskAssessedById, decidedAt: riskAssessedAt };
  return [{ at: riskAssessedAt, kind: 'risk_assessed', reason, ...decided }];
}

/** The score that holds, beside the judgement. */
function weighed({ severity, severityAssessedAt, severityAssessedById, subjectsAffected }: Incident) {
  if (severity === null || severityAssessedAt === null) return [];
  const { score, band } = severityOf(severity, subjectsAffected);
  const moment: TimelineMoment = {
    ...{ at: severityAssessedAt, kind: 'severity_scored', reason: `${score} by ENISA: ${band}` },
    ...{ decidedById: severityAssessedById, decidedAt: severityAssessedAt },
  };
  return [moment];
}

function sent({ kind, recipients, sentAt, sentById, createdAt }: IncidentNotice): TimelineMoment {
  const reason = `${kind}: ${recipients.map(({ name }) => name).join(', ')}`;
  return { at: sentAt, kind: 'notice_sent', reason, decidedById: sentById, decidedAt: createdAt };
}

function endings({ status, closedAt, closedById, outcome }: Incident): TimelineMoment[] {
  if (closedAt === null) return [];
  const kind = status === 'dismissed' ? 'dismissed' : 'closed';
  return [{ at: closedAt, kind, decidedById: closedById, decidedAt: closedAt, reason: outcome }];
}

function delaysOf(incident: Incident): Delays {
  const { occurredFrom, vendorDetectedAt, vendorNotifiedAt, awareAt, containedAt } = incident;
  return {
    vendorDelaySeconds: between(vendorDetectedAt, vendorNotifiedAt),
    awarenessDelaySeconds: between(vendorNotifiedAt, awareAt),
    exposureSeconds: between(occurredFrom, containedAt),
  };
}

function between(from: Date | null, to: Date | null): number | null {
  return from === null || to === null ? null : Math.round((to.getTime() - from.getTime()) / 1_000);
}

const undecided = { decidedById: null, decidedAt: null, reason: null };
