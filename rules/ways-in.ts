/** How an engineer comes to AWS: with access keys of their own, or by `aws login`, with a console password and MFA. */
export const waysIn = ['key', 'sign-in'] as const;
export type WayIn = (typeof waysIn)[number];

/** Of whoever nothing is said of. */
export const defaultAccess: readonly WayIn[] = ['key'];
