import adequacyCh from './lists/adequacy_ch.json' with { type: 'json' };
import adequacyEu from './lists/adequacy_eu.json' with { type: 'json' };
import adequacyUk from './lists/adequacy_uk.json' with { type: 'json' };
import art26Field from './lists/art26_field.json' with { type: 'json' };
import art28Clause from './lists/art28_clause.json' with { type: 'json' };
import art28Preamble from './lists/art28_preamble.json' with { type: 'json' };
import breachArt34Exemption from './lists/breach_art34_exemption.json' with { type: 'json' };
import breachNoticeKind from './lists/breach_notice_kind.json' with { type: 'json' };
import breachNotificationItem from './lists/breach_notification_item.json' with { type: 'json' };
import breachType from './lists/breach_type.json' with { type: 'json' };
import c2cTerm from './lists/c2c_term.json' with { type: 'json' };
import ccpaContractTerm from './lists/ccpa_contract_term.json' with { type: 'json' };
import ccpaDisclosureKind from './lists/ccpa_disclosure_kind.json' with { type: 'json' };
import ccpaRole from './lists/ccpa_role.json' with { type: 'json' };
import certificationScheme from './lists/certification_scheme.json' with { type: 'json' };
import changeImpact from './lists/change_impact.json' with { type: 'json' };
import clauseStatus from './lists/clause_status.json' with { type: 'json' };
import compatibilityFactor from './lists/compatibility_factor.json' with { type: 'json' };
import controlDomain from './lists/control_domain.json' with { type: 'json' };
import country from './lists/country.json' with { type: 'json' };
import dataCategory from './lists/data_category.json' with { type: 'json' };
import dataSource from './lists/data_source.json' with { type: 'json' };
import dataSubjectCategory from './lists/data_subject_category.json' with { type: 'json' };
import doraArrangementType from './lists/dora_arrangement_type.json' with { type: 'json' };
import doraAssessed from './lists/dora_assessed.json' with { type: 'json' };
import doraEntityType from './lists/dora_entity_type.json' with { type: 'json' };
import doraHierarchy from './lists/dora_hierarchy.json' with { type: 'json' };
import doraIctService from './lists/dora_ict_service.json' with { type: 'json' };
import doraImpact from './lists/dora_impact.json' with { type: 'json' };
import doraNotSubstitutable from './lists/dora_not_substitutable.json' with { type: 'json' };
import doraPersonType from './lists/dora_person_type.json' with { type: 'json' };
import doraProviderCode from './lists/dora_provider_code.json' with { type: 'json' };
import doraReintegration from './lists/dora_reintegration.json' with { type: 'json' };
import doraReliance from './lists/dora_reliance.json' with { type: 'json' };
import doraSensitiveness from './lists/dora_sensitiveness.json' with { type: 'json' };
import doraSubstitutability from './lists/dora_substitutability.json' with { type: 'json' };
import doraTermination from './lists/dora_termination.json' with { type: 'json' };
import dpfOrgField from './lists/dpf_org_field.json' with { type: 'json' };
import dpiaTrigger353 from './lists/dpia_trigger_35_3.json' with { type: 'json' };
import dpiaWp248Criterion from './lists/dpia_wp248_criterion.json' with { type: 'json' };
import evidenceKind from './lists/evidence_kind.json' with { type: 'json' };
import frequencyBand from './lists/frequency_band.json' with { type: 'json' };
import lawfulBasis from './lists/lawful_basis.json' with { type: 'json' };
import lgpdBasis from './lists/lgpd_basis.json' with { type: 'json' };
import noticeItem from './lists/notice_item.json' with { type: 'json' };
import notificationClock from './lists/notification_clock.json' with { type: 'json' };
import partyRole from './lists/party_role.json' with { type: 'json' };
import principle from './lists/principle.json' with { type: 'json' };
import purpose from './lists/purpose.json' with { type: 'json' };
import retentionEndAction from './lists/retention_end_action.json' with { type: 'json' };
import ropaControllerField from './lists/ropa_controller_field.json' with { type: 'json' };
import ropaProcessorField from './lists/ropa_processor_field.json' with { type: 'json' };
import ropaRecommendedField from './lists/ropa_recommended_field.json' with { type: 'json' };
import sccChoice from './lists/scc_choice.json' with { type: 'json' };
import securityMeasureFamily from './lists/security_measure_family.json' with { type: 'json' };
import specialCategory from './lists/special_category.json' with { type: 'json' };
import specialCondition from './lists/special_condition.json' with { type: 'json' };
import subprocessorAuthorisation from './lists/subprocessor_authorisation.json' with { type: 'json' };
import subprocessorChangeState from './lists/subprocessor_change_state.json' with { type: 'json' };
import tiaStep from './lists/tia_step.json' with { type: 'json' };
import transferTool from './lists/transfer_tool.json' with { type: 'json' };
import vendorCategory from './lists/vendor_category.json' with { type: 'json' };
import volumeBand from './lists/volume_band.json' with { type: 'json' };

/** Every list that is shipped, by name and in the order in which the catalogue shows them. */
export const shippedLists = {
  ropa_controller_field: ropaControllerField,
  ropa_processor_field: ropaProcessorField,
  ropa_recommended_field: ropaRecommendedField,
  party_role: partyRole,
  art28_preamble: art28Preamble,
  art28_clause: art28Clause,
  clause_status: clauseStatus,
  subprocessor_authorisation: subprocessorAuthorisation,
  subprocessor_change_state: subprocessorChangeState,
  art26_field: art26Field,
  c2c_term: c2cTerm,
  notice_item: noticeItem,
  lawful_basis: lawfulBasis,
  special_condition: specialCondition,
  special_category: specialCategory,
  principle,
  compatibility_factor: compatibilityFactor,
  security_measure_family: securityMeasureFamily,
  breach_type: breachType,
  breach_notification_item: breachNotificationItem,
  breach_notice_kind: breachNoticeKind,
  breach_art34_exemption: breachArt34Exemption,
  notification_clock: notificationClock,
  dpia_trigger_35_3: dpiaTrigger353,
  dpia_wp248_criterion: dpiaWp248Criterion,
  transfer_tool: transferTool,
  adequacy_eu: adequacyEu,
  adequacy_uk: adequacyUk,
  adequacy_ch: adequacyCh,
  dpf_org_field: dpfOrgField,
  scc_choice: sccChoice,
  tia_step: tiaStep,
  ccpa_role: ccpaRole,
  ccpa_disclosure_kind: ccpaDisclosureKind,
  ccpa_contract_term: ccpaContractTerm,
  lgpd_basis: lgpdBasis,
  retention_end_action: retentionEndAction,
  data_source: dataSource,
  data_category: dataCategory,
  data_subject_category: dataSubjectCategory,
  purpose,
  volume_band: volumeBand,
  frequency_band: frequencyBand,
  vendor_category: vendorCategory,
  certification_scheme: certificationScheme,
  control_domain: controlDomain,
  evidence_kind: evidenceKind,
  change_impact: changeImpact,
  country,
  dora_entity_type: doraEntityType,
  dora_hierarchy: doraHierarchy,
  dora_arrangement_type: doraArrangementType,
  dora_termination: doraTermination,
  dora_ict_service: doraIctService,
  dora_sensitiveness: doraSensitiveness,
  dora_reliance: doraReliance,
  dora_person_type: doraPersonType,
  dora_provider_code: doraProviderCode,
  dora_assessed: doraAssessed,
  dora_impact: doraImpact,
  dora_substitutability: doraSubstitutability,
  dora_not_substitutable: doraNotSubstitutable,
  dora_reintegration: doraReintegration,
};
