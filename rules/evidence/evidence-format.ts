/** Gets the next number where an older version would misread it; a new field or list does not change it. */
export const EVIDENCE_FORMAT = 'keyturn-evidence/1';
