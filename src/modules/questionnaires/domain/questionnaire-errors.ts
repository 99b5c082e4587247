import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const questionnaireErrors = defineErrors({
  'questionnaire_template.not_found': {
    kind: 'not_found',
    title: 'There is no such questionnaire template',
    remedy: 'List /questionnaire-templates to find the id.',
  },
  'questionnaire_version.not_found': {
    kind: 'not_found',
    title: 'The template has no such version',
    remedy: 'List /questionnaire-templates/{id}/versions.',
  },
  'questionnaire_template.built_in': {
    kind: 'conflict',
    title: 'This template is shipped with Keyholder',
    remedy: 'Make a template of your own; its first version can start from the sections of this one.',
  },
  'questionnaire_template.archived': {
    kind: 'conflict',
    title: 'The template is archived',
    remedy: 'Restore it with POST /questionnaire-templates/{id}/restoration, or use another one.',
  },
  'questionnaire_template.not_archived': {
    kind: 'conflict',
    title: 'The template is not archived',
    remedy: 'Nothing is left to do.',
  },
  'questionnaire_version.archived': {
    kind: 'conflict',
    title: 'The version is archived',
    remedy: 'Restore it, or use a newer version of the template.',
  },
  'questionnaire_version.not_archived': {
    kind: 'conflict',
    title: 'The version is not archived',
    remedy: 'Nothing is left to do.',
  },
  'questionnaire_version.not_published': {
    kind: 'conflict',
    title: 'The version is a draft',
    remedy: 'Publish it first.',
  },
  'questionnaire_version.published': {
    kind: 'conflict',
    title: 'The version is published and never changes',
    remedy: 'Make a new draft with POST /questionnaire-templates/{id}/versions.',
  },
  'questionnaire_version.draft_exists': {
    kind: 'conflict',
    title: 'The template has a draft already',
    remedy: 'Change or publish that draft.',
  },
  'questionnaire_version.not_publishable': {
    kind: 'refused',
    title: 'The draft has problems that would make it unusable',
    remedy: 'Mend every one of errors, then publish.',
  },
  'assessment.not_found': {
    kind: 'not_found',
    title: 'There is no such assessment',
    remedy: 'List /assessments to find the id.',
  },
  'assessment.version_not_published': {
    kind: 'refused',
    title: 'Only a published version can be sent',
    remedy: 'Publish the version first, or choose a published one.',
  },
  'assessment.version_archived': {
    kind: 'refused',
    title: 'The version takes no new assessments',
    remedy: 'Choose a version that is not archived.',
  },
  'assessment.cannot_move': {
    kind: 'conflict',
    title: 'The assessment cannot do that in its state',
    remedy: 'The answer names the states that can follow.',
  },
  'assessment.ended': {
    kind: 'conflict',
    title: 'The assessment is over',
    remedy: 'Make a new assessment.',
  },
  'assessment.not_later': {
    kind: 'invalid',
    title: 'The day is no extension',
    remedy: 'Give a day that lies ahead and after the present due day.',
  },
  'assessment.reason_needed': {
    kind: 'invalid',
    title: 'The due day moves with a reason',
    remedy: 'Say why in reason.',
  },
  'assessment.not_by_role': {
    kind: 'forbidden',
    title: 'Somebody else opens this again',
    remedy: 'Ask somebody with one of the roles that detail names.',
  },
  'assessment.reopened': {
    kind: 'conflict',
    title: 'The next round has begun',
    remedy: 'Work in the assessment that nextRoundId names, or cancel it first.',
  },
  'assessment.not_completed': {
    kind: 'conflict',
    title: 'There is no result yet',
    remedy: 'The result is shown from the completion of the review on.',
  },
  'assessment.not_open': {
    kind: 'conflict',
    title: 'The assessment takes no answers now',
    remedy: 'Answers are taken until submission, and again when the reviewer returns it.',
  },
  'assessment.incomplete': {
    kind: 'refused',
    title: 'Required answers or evidence are missing',
    remedy: 'Give everything that unmet lists, then submit.',
  },
  'assessment.sections_only': {
    kind: 'forbidden',
    title: 'This invitation is for some sections only',
    remedy: 'Somebody with an invitation to the whole assessment submits it.',
  },
  'assessment.not_reviewed': {
    kind: 'refused',
    title: 'Answers wait for their review',
    remedy: 'Review everything that unmet lists, then complete.',
  },
  'assessment.not_completable': {
    kind: 'refused',
    title: 'The published standard is not met',
    remedy: 'Mend everything that unmet lists, then complete.',
  },
  'assessment.not_in_review': {
    kind: 'conflict',
    title: 'The assessment is not under review',
    remedy: 'Reviews are given after submission and before completion.',
  },
  'assessment_plan.not_found': {
    kind: 'not_found',
    title: 'There is no such assessment plan',
    remedy: 'List /assessment-plans to find the id.',
  },
  'assessment_plan.not_sound': {
    kind: 'invalid',
    title: 'The plan contradicts itself',
    remedy: 'Mend everything that errors names.',
  },
  'assessment_plan.ended': {
    kind: 'conflict',
    title: 'The plan has ended and stays as it is',
    remedy: 'Make a new plan.',
  },
  'suggestion.not_offered': {
    kind: 'conflict',
    title: 'Not all of these can be confirmed',
    remedy: 'Read the suggestions again; answer what they do not offer.',
  },
  'question.not_found': {
    kind: 'not_found',
    title: 'There is no such question here',
    remedy: 'Read the assessment for the ids of its questions.',
  },
  'answer.not_acceptable': {
    kind: 'invalid',
    title: 'The value is no answer to this question',
    remedy: 'Mend what errors names; the type of the question says what it takes.',
  },
  'answer.conflict': {
    kind: 'stale',
    title: 'Somebody else changed this answer in the meantime',
    remedy: 'Look at current, decide which answer is right, and send it with If-Match of current.revision.',
  },
  'answer.question_hidden': {
    kind: 'conflict',
    title: 'The question is not asked, as the answers stand',
    remedy: 'Answer what visibleWhen hangs on first; an answer that was given before stays in hiddenAnswers.',
  },
  'answer.not_found': {
    kind: 'not_found',
    title: 'The question has no answer',
    remedy: 'See the questions of the assessment.',
  },
  'comment.not_found': {
    kind: 'not_found',
    title: 'There is no such comment',
    remedy: 'Read the assessment for the comments on its questions.',
  },
  'comment.not_asked': {
    kind: 'invalid',
    title: 'Some comments are on questions that are not asked',
    remedy: 'Comment on questions that the answers so far ask.',
  },
  'comment.answered': {
    kind: 'conflict',
    title: 'The comment was answered before',
    remedy: 'Change the answer itself, if more is to be said.',
  },
  'dispute.not_found': {
    kind: 'not_found',
    title: 'There is no such dispute',
    remedy: 'List the disputes of the assessment.',
  },
  'dispute.raised_before': {
    kind: 'conflict',
    title: 'This question was disputed before',
    remedy: 'Wait for the answer; each question is disputed once.',
  },
  'dispute.not_reviewed': {
    kind: 'conflict',
    title: 'There is no outcome to dispute',
    remedy: 'Dispute questions that were answered and reviewed.',
  },
  'dispute.answered': {
    kind: 'conflict',
    title: 'The dispute was answered before',
    remedy: 'Nothing is left to do.',
  },
  'dispute.own_review': {
    kind: 'forbidden',
    title: 'Nobody answers a dispute about a review of their own',
    remedy: 'Let somebody answer who neither gave nor confirmed the review.',
  },
  'dispute.bad_outcome': {
    kind: 'invalid',
    title: 'The outcome and the judgement do not fit together',
    remedy: 'With changed give the verdict or effectiveness that holds now; with upheld give neither.',
  },
  'review.not_second': {
    kind: 'forbidden',
    title: 'The confirmation is for a second person',
    remedy: 'Let somebody confirm who did not give the review.',
  },
  'review.not_confirmable': {
    kind: 'conflict',
    title: 'There is nothing to confirm',
    remedy: 'Confirm final verdicts on knock-out questions of vendors in tier 1 or 2, as the answers stand.',
  },
  'review.bulk_refused': {
    kind: 'refused',
    title: 'Some of these answers cannot be accepted together',
    remedy: 'Leave out or review one by one what unmet lists; nothing was accepted.',
  },
  'review.not_found': {
    kind: 'not_found',
    title: 'The question has no review',
    remedy: 'See the questions of the assessment.',
  },
  'review.not_asked': {
    kind: 'conflict',
    title: 'There is no answer to review',
    remedy: 'Review the questions that are asked and answered.',
  },
  'review.own_evidence': {
    kind: 'forbidden',
    title: 'Nobody reviews evidence of their own',
    remedy: 'Let somebody else review this answer.',
  },
  'review.grade_needed': {
    kind: 'invalid',
    title: 'The answer does not say how effective the control is',
    remedy: 'Give effectiveness: 0, 0.5 or 1.',
  },
  'invitation.not_found': {
    kind: 'not_found',
    title: 'There is no such invitation',
    remedy: 'List the invitations of the assessment.',
  },
  'invitation.closed': {
    kind: 'conflict',
    title: 'The assessment takes no invitations any more',
    remedy: 'Make a new assessment.',
  },
  'invitation.revoked': {
    kind: 'conflict',
    title: 'The invitation was revoked before',
    remedy: 'Nothing is left to do; its link does not work.',
  },
  'invitation.unknown_sections': {
    kind: 'invalid',
    title: 'The questionnaire has no such sections',
    remedy: 'Name ids of its sections, or leave sections out to invite to all of them.',
  },
  'invitation.expiry_in_past': {
    kind: 'invalid',
    title: 'The invitation would already have ended',
    remedy: 'Give an expiry that lies ahead, at most one year.',
  },
});

export const refuse = raiser(questionnaireErrors);
