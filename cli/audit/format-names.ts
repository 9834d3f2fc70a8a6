/** The formats that `keyturn audit` writes. */
export const formats = ['table', 'json', 'csv', 'html', 'sarif'] as const;
export type Format = (typeof formats)[number];
