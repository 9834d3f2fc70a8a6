import { isUnknown } from '../../rules/model';
import {
  emailPattern,
  fullNamePattern,
  isSlackChannelId,
  isSlackUserId,
} from '../../rules/formats';
import {
  findTag,
  rotationToolOf,
  tagKeys,
  type RotationTool,
  type UserType,
} from '../../rules/tags';
import { withoutCase } from '../../rules/without-case';
import type { GroupNaming } from '../../stacks/config/groups';
import type { CompanyAccess } from '../../stacks/config/ways-in-checks';
import { groupObstacle, joinedBy } from './group-limits';
import { guessType, taggedType, type TypeGuess } from './guess-type';
import type { FoundUser } from './read-account';
import type { Person } from './find-people';
import { taggedAccess, type TaggedAccess } from './tagged-access';
import { taggedExemption, type TaggedExemption } from './tagged-exemption';

/** One user who comes under management, as engineers.yaml will have them. */
export interface Adoptee extends TaggedAccess {
  readonly user: FoundUser;
  readonly type: UserType;
  /** Undefined where the user's tag, or an option, says what they are. */
  readonly guess?: TypeGuess;
  readonly fullName?: { readonly text: string; readonly isGuess: boolean };
  /** Undefined: to be filled in. */
  readonly slackId?: string;
  /** Where the Slack id is from, or why there is none; undefined where the user's own tag has it. */
  readonly slackNote?: string;
  readonly keyExemption?: TaggedExemption;
  readonly rotateWith?: RotationTool;
}

export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

export interface Decisions {
  readonly adopted: readonly Adoptee[];
  /** Who can't come under management as they are. */
  readonly leftOut: readonly LeftOut[];
}

/** What the decisions rest on, besides the users. */
export interface Given {
  /** Users that engineers.yaml declares already: they stay as they are declared. */
  readonly declared: readonly string[];
  /** Slack ids that engineers of engineers.yaml have. */
  readonly takenSlackIds: readonly string[];
  /** The groups in which engineers.yaml puts those whom it declares, by user name. */
  readonly joined: ReadonlyMap<string, readonly string[]>;
  readonly naming: GroupNaming;
  readonly ways: CompanyAccess;
  /** What options say: types by user name without case. */
  readonly told: ReadonlyMap<string, UserType>;
  readonly emailTag: string;
  /** By e-mail address in lower case; undefined where Slack was not asked. */
  readonly people?: ReadonlyMap<string, Person>;
}

/** Decides of each user who is not declared yet, in the users' order. */
export function decide(users: readonly FoundUser[], given: Given): Decisions {
  const declared = new Map(given.declared.map((name) => [withoutCase(name), name]));
  const taken = new Map(given.takenSlackIds.map((id) => [id, 'somebody in engineers.yaml']));
  const adopted: Adoptee[] = [];
  const leftOut: LeftOut[] = [];
  for (const user of users) {
    const known = declared.get(withoutCase(user.name));
    const typed = typeOf(user, given);
    const joined =
      known === undefined ? joinedBy(user, typed.type, given) : given.joined.get(known);
    const reason = obstacle(user, known) ?? groupObstacle(user, typed.type, joined ?? []);
    if (reason === undefined && known !== undefined) continue;
    if (reason === undefined) adopted.push(adoptee(user, typed, given, taken));
    else leftOut.push({ name: user.name, reason });
  }
  return { adopted, leftOut };
}

function obstacle({ name, boundary }: FoundUser, known: string | undefined): string | undefined {
  if (known !== undefined && known !== name)
    return `engineers.yaml has ${known}, which IAM does not tell apart: correct the name there`;
  if (name === '__proto__') return 'engineers.yaml takes no user of this name: rename the user';
  if (boundary !== undefined)
    return `has the permissions boundary ${boundary}, which engineers.yaml can't say, so that pulumi up would take it away`;
  return undefined;
}

function typeOf(user: FoundUser, given: Given): Pick<Adoptee, 'type' | 'guess'> {
  const said = given.told.get(withoutCase(user.name)) ?? taggedType(user);
  const guess = said === undefined ? guessType(user, emailOf(user, given.emailTag)) : undefined;
  return { type: said ?? guess?.type ?? 'machine', guess };
}

function adoptee(
  user: FoundUser,
  { type, guess }: Pick<Adoptee, 'type' | 'guess'>,
  given: Given,
  taken: Map<string, string>,
): Adoptee {
  const email = emailOf(user, given.emailTag);
  const person = email === undefined ? undefined : given.people?.get(email.toLowerCase());
  return {
    user,
    type,
    guess,
    ...(type === 'engineer' && {
      fullName: fullNameOf(user, person),
      keyExemption: taggedExemption(user.tags),
      rotateWith: rotationToolOf(user.tags),
      ...taggedAccess(user.tags),
    }),
    ...slackIdOf(user, type, { email, person, wasAsked: given.people !== undefined }, taken),
  };
}

/** An engineer's group lets them do little without MFA. Undefined where the credential report does not say whether they have it. */
export function lacksMfa({ type, user: { credentialReport } }: Adoptee): boolean | undefined {
  if (type !== 'engineer') return false;
  if (credentialReport === undefined || isUnknown(credentialReport.hasMfa)) return undefined;
  return !credentialReport.hasMfa;
}

/** The tag's value, or the user's name where that is an address. */
export function emailOf({ name, tags }: FoundUser, emailTag: string): string | undefined {
  return [findTag(tags, emailTag)?.value.trim(), name].find(
    (text) => text !== undefined && isEmail(text),
  );
}

function isEmail(text: string): boolean {
  return emailPattern.test(text);
}

function fullNameOf({ tags }: FoundUser, person: Person | undefined): Adoptee['fullName'] {
  const tagged = findTag(tags, tagKeys.fullName)?.value;
  if (tagged !== undefined && fullNamePattern.test(tagged)) return { text: tagged, isGuess: false };
  const { name } = person ?? {};
  return name !== undefined && fullNamePattern.test(name)
    ? { text: name, isGuess: true }
    : undefined;
}

function slackIdOf(
  { name, tags }: FoundUser,
  type: UserType,
  {
    email,
    person,
    wasAsked,
  }: { email: string | undefined; person: Person | undefined; wasAsked: boolean },
  taken: Map<string, string>,
): Pick<Adoptee, 'slackId' | 'slackNote'> {
  const tagged = findTag(tags, tagKeys.slackId)?.value ?? '';
  const isTagged = isSlackUserId(tagged) || (type === 'machine' && isSlackChannelId(tagged));
  const slackId = isTagged ? tagged : person?.slackId;
  if (slackId === undefined) return { slackNote: whyNone(email, wasAsked) };
  const owner = taken.get(slackId);
  // One engineer, one user: that somebody has two is for a person to settle.
  if (type === 'engineer' && owner !== undefined)
    return { slackNote: `${slackId} is that of ${owner}: one user an engineer` };
  if (type === 'engineer') taken.set(slackId, name);
  return isTagged ? { slackId } : { slackId, slackNote: `found in Slack by ${email}` };
}

function whyNone(email: string | undefined, wasAsked: boolean): string {
  if (email === undefined) return 'no e-mail address is known';
  return wasAsked ? `Slack knows nobody as ${email}` : `${email}; Slack was not asked`;
}
