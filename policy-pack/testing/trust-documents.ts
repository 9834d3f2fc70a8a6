import { iam } from '../core/resource-types';
import { resource } from './resources';
import type { TestResource } from './requests';

type Fields = Readonly<Record<string, unknown>>;

export const root = 'arn:aws:iam::111111111111:root';
export const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

/** A statement that lets an account assume the role, changed by what is given. */
export function trustStatement(changes: Fields = {}): Fields {
  return { Effect: 'Allow', Principal: { AWS: root }, Action: 'sts:AssumeRole', ...changes };
}

export function documentOf(...statements: readonly unknown[]): Fields {
  return { Version: '2012-10-17', Statement: statements };
}

export function role(document: unknown, provider?: TestResource['provider']): TestResource {
  return resource(iam.role, 'deploy', { name: 'deploy', assumeRolePolicy: document }, provider);
}

/** A role that trusts by one statement, in a document as text. */
export function trusting(changes: Fields, provider?: TestResource['provider']): TestResource {
  return role(JSON.stringify(documentOf(trustStatement(changes))), provider);
}
