/** Gets the next number where an older version would misread it; a new field or list does not change it. */
export const REPORT_FORMAT = 'keyturn-report/1';
/** Of what stands before the pages of accounts. */
export const REPORT_INDEX_FORMAT = 'keyturn-report-index/1';
