import type { Fact } from './documented-fact.js';

export const vendorFacts = {
  'vendor.status': { type: 'string', source: 'the vendor', example: 'vetting' },
  'vendor.tier': {
    type: 'double',
    unit: '1 (highest) to 4',
    source: 'the vendor; unknown until it has a risk profile',
    example: 2,
  },
  'vendor.country': {
    type: 'string',
    unit: 'ISO 3166-1 alpha-2',
    source: 'the vendor',
    example: 'IE',
    missing: '',
  },
  'vendor.categories': {
    type: 'list<string>',
    unit: 'vendor_category',
    source: 'the vendor',
    example: ['SAAS'],
  },
  'vendor.hasRiskProfile': { type: 'bool', source: 'the risk profile', example: true },
  'vendor.subprocessorsListed': {
    type: 'bool',
    source:
      'whether it is known where the vendor names its sub-processors (links.subprocessors), or any is recorded',
    example: true,
  },
  'score.present': {
    type: 'bool',
    source: 'the newest audit score; false while the vendor is unscored',
    example: true,
  },
  'score.grade': { type: 'string', unit: 'A to F', source: 'the newest audit score', example: 'B' },
  'score.inherentRisk': { type: 'double', unit: '0 to 100', source: 'the newest audit score', example: 80 },
  'score.residualRisk': { type: 'double', unit: '0 to 100', source: 'the newest audit score', example: 35.3 },
  'score.controlEffectiveness': {
    type: 'double',
    unit: '0 to 1',
    source: 'the newest audit score',
    example: 0.62,
  },
  'score.confidence': { type: 'double', unit: '0 to 1', source: 'the newest audit score', example: 0.67 },
  'score.coverage': { type: 'double', unit: '0 to 1', source: 'the newest audit score', example: 0.91 },
  'score.knockouts': {
    type: 'list<string>',
    unit: 'ids of controls and findings',
    source: 'the newest audit score',
    example: ['mfa'],
  },
  'score.lapsedControls': {
    type: 'double',
    unit: 'count',
    source: 'controls of the newest audit score whose evidence has lapsed',
    example: 0,
  },
  'findings.open': { type: 'double', unit: 'count', source: 'findings not yet verified', example: 3 },
  'findings.openHigh': { type: 'double', unit: 'count', source: 'of these, severity high', example: 1 },
  'findings.openCritical': {
    type: 'double',
    unit: 'count',
    source: 'of these, severity critical',
    example: 0,
  },
  'findings.overdue': { type: 'double', unit: 'count', source: 'of these, past their due day', example: 1 },
  'findings.breaches': {
    type: 'list<string>',
    unit: 'ids of incidents',
    source: 'confirmed breaches at the vendor or in its chain whose finding is not settled',
    example: [],
  },
  'certifications.valid': {
    type: 'list<string>',
    unit: 'certification_scheme',
    source: 'schemes with a certification in date',
    example: ['ISO_27001'],
  },
  'certifications.expired': {
    type: 'list<string>',
    unit: 'certification_scheme',
    source: 'schemes of which every certification has ended',
    example: ['SOC_2_TYPE_2'],
  },
  'sharing.certificatesMissing': {
    type: 'double',
    unit: 'count',
    source: 'closed data flows of the vendor without a certificate of deletion or return',
    example: 0,
  },
} satisfies Record<string, Fact>;

export const assessmentFacts = {
  'assessment.controls': {
    type: 'double',
    unit: 'count',
    source: 'weighed questions that were asked',
    example: 42,
  },
  'assessment.unanswered': {
    type: 'double',
    unit: 'count',
    source: 'of these, neither judged nor accepted as not applicable',
    example: 0,
  },
  'assessment.withoutEvidence': {
    type: 'double',
    unit: 'count',
    source: 'of these, answered with nothing to show for it',
    example: 5,
  },
  'assessment.lapsedEvidence': {
    type: 'double',
    unit: 'count',
    source: 'of these, with evidence that has lapsed',
    example: 0,
  },
} satisfies Record<string, Fact>;
