/** What a set may be called: words of capitals and digits with dashes between, as `DVK-GPMB` and `DVK-HD10`. */
export const isSetCode = (code: string): boolean => /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/u.test(code);
