import { isSameName } from './without-case';

/** The tags on IAM users, one vocabulary for stacks, monitor and policy pack. Their keys have no case. */
export const tagKeys = {
  type: 'type',
  slackId: 'slack-id',
  fullName: 'full-name',
  exemptUntil: 'key-exempt-until',
  /** Why, and who allowed it: for people, not for the rules. */
  exemptReason: 'key-exempt-reason',
  exemptBy: 'key-exempt-by',
  rotateWith: 'rotate-with',
  /** An engineer's ways in, where they are not `key` alone: `key+sign-in`. */
  access: 'access',
  /** The last day on which an engineer's `key` is open. */
  keyUntil: 'key-until',
  /** An engineer's user name in IAM Identity Center. */
  identityCenterName: 'identity-center-name',
} as const;

export const userTypes = ['engineer', 'machine'] as const;
export type UserType = (typeof userTypes)[number];

/** With what an engineer rotates a key: whose commands the messages to them name. `custom` is the company's own. */
export type RotationTool = 'keyturn' | 'aws-vault' | 'aws-cli' | 'custom';
export const rotationTools = [
  'keyturn',
  'aws-vault',
  'aws-cli',
  'custom',
] as const satisfies readonly RotationTool[];

/** A tag with its key as it is written there. */
export interface FoundTag {
  readonly key: string;
  readonly value: string;
}

/** The tag of this key in whatever case. Where IAM is not asked, two may be there: then the one that is as written. */
export function findTag(
  tags: Readonly<Record<string, string>>,
  wanted: string,
): FoundTag | undefined {
  const all = Object.entries(tags);
  const found = all.find(([key]) => key === wanted) ?? all.find(([key]) => isSameName(key, wanted));
  return found && { key: found[0], value: found[1] };
}

/** Its value, where it is of that form. */
export function findFormed(
  tags: Readonly<Record<string, string>>,
  key: string,
  isOfForm: (value: string) => boolean,
): string | undefined {
  const found = findTag(tags, key);
  return found && isOfForm(found.value) ? found.value : undefined;
}

/** The type that the tags name; undefined where it is missing, or none of the types. */
export function userTypeOf(tags: Readonly<Record<string, string>>): UserType | undefined {
  const found = findTag(tags, tagKeys.type);
  // As written: in another case the audit role may not disable the user's keys.
  return userTypes.find((known) => known === found?.value);
}

/** The tool that the tags name; undefined where they name none, or one that is none of the tools. */
export function rotationToolOf(tags: Readonly<Record<string, string>>): RotationTool | undefined {
  const found = findTag(tags, tagKeys.rotateWith);
  return rotationTools.find((known) => known === found?.value);
}
