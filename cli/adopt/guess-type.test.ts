import assert from 'node:assert/strict';
import { guessType } from './guess-type';
import type { FoundUser } from './read-account';

const at = new Date('2026-01-01T00:00:00Z');

interface Known {
  readonly name?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly password?: true;
  readonly mfa?: true;
  readonly used?: readonly string[];
  readonly email?: string;
  /** Made since the credential report was. */
  readonly isNew?: true;
}

function guess({ name = 'x7', tags = {}, password, mfa, used = [], email, isNew }: Known) {
  const user: FoundUser = {
    name,
    path: '/',
    tags,
    groups: [],
    policyArns: [],
    inlinePolicies: [],
    serviceCredentials: [],
    sshKeys: [],
    credentialReport: isNew
      ? undefined
      : {
          userCreatedAt: at,
          password: password && { changedAt: at },
          hasMfa: mfa ?? false,
          slots: used.map((service) => ({ status: 'Active', lastUsed: { at, service } })),
          fingerprint: '',
        },
  };
  const { type, isSure } = guessType(user, email);
  return isSure ? type : `${type}?`;
}

describe('whether a user is a person or a program', () => {
  const cases: [Known, string][] = [
    [{}, 'machine?'],
    [{ password: true }, 'engineer'],
    [{ mfa: true }, 'engineer'],
    [{ password: true, mfa: true, name: 'ci' }, 'engineer'],
    // A password alone does not make a person of what is called like a program.
    [{ password: true, name: 'jenkins' }, 'machine?'],
    [{ email: 'a@example.com' }, 'machine?'],
    [{ email: 'a@example.com', used: ['sts'] }, 'engineer?'],
    [{ name: 'ada.lovelace', used: ['sts'] }, 'engineer?'],
    [{ name: 'ada.lovelace', email: 'a@example.com', used: ['sts'] }, 'engineer'],
    [{ used: ['s3'] }, 'machine'],
    [{ name: 'prod-deployer' }, 'machine'],
    [{ name: 'svc_mail' }, 'machine'],
    [{ name: 'BedrockAPIKey-9x2k' }, 'machine'],
    [{ name: 'BedrockAPIKey-9x2k', isNew: true }, 'machine'],
    // Whoever gave it a password and MFA made no person of it.
    [{ name: 'BedrockAPIKey-9x2k', password: true, mfa: true }, 'machine'],
    [{ name: 'ada-BedrockAPIKey-9x2k', password: true }, 'engineer'],
    [{ name: 'GitHubActions' }, 'machine?'],
    [{ name: 'github-actions' }, 'machine'],
    // No program, though its letters stand in the name.
    [{ name: 'lucia', isNew: true, email: 'l@example.com' }, 'engineer?'],
    [{ name: 'appleby', isNew: true, email: 'a@example.com' }, 'engineer?'],
    [{ tags: { Type: 'employee' } }, 'engineer'],
    [{ tags: { 'user-type': 'Service account' }, password: true }, 'machine?'],
    [{ tags: { type: 'bot' } }, 'machine'],
    [{ tags: { prototype: 'employee' } }, 'machine?'],
    [{ isNew: true }, 'machine?'],
  ];
  for (const [known, expected] of cases)
    it(`${JSON.stringify(known)}: ${expected}`, () => assert.equal(guess(known), expected));
});
