/** Conditions and severities that the shipped requirements share. */
export const always = 'true';
export const blocking = { severity: 'blocking', waivable: true } as const;
/** Not to be lifted by anybody: the law knows no exception, or the tool would not know what it judges. */
export const firm = { severity: 'blocking', waivable: false } as const;
export const warning = { severity: 'warning', waivable: true } as const;
