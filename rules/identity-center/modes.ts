/**
 * How Identity Center lets people into accounts: into the roles that are there, by account access manager, or into roles
 * of its own, which it makes of permission sets.
 */
export const identityCenterModes = ['account-access', 'permission-sets'] as const;
export type IdentityCenterMode = (typeof identityCenterModes)[number];

/** Where its people and groups come from: its own directory, or an identity provider that provisions them. */
export const identitySources = ['internal', 'external'] as const;
export type IdentitySource = (typeof identitySources)[number];
