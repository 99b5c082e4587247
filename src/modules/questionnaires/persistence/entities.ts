/** The tables of this module, by name. */
export const questionnaireEntities = [];
