import { isConsoleUser } from '../../rules/console-users';
import { isUnknown } from '../../rules/model';
import { userTypeOf, type UserType } from '../../rules/tags';
import type { FoundUser } from './read-account';

/** What a user was taken for, and why. */
export interface TypeGuess {
  readonly type: UserType;
  readonly isSure: boolean;
  readonly speaksFor: readonly string[];
  readonly speaksAgainst: readonly string[];
}

/** One thing that tells people from programs. */
interface Clue {
  readonly says: UserType;
  readonly weight: number;
  readonly text: string;
}

/** One weak clue alone is no certainty. */
const SURE_FROM = 2;

const machineWords =
  /(^|[^a-z])(api|app|automation|backup|bot|build(er)?|cd|ci|circleci|cron|deploy(er|ment)?|docker|exporter|github|gitlab|jenkins|job|lambda|machine|monitoring|pulumi|robot|runner|s3|script|server|service|ses|smtp|svc|system|terraform|uploader|worker)([^a-z]|$)/i;
const personsName = /^[a-z]{2,}\.[a-z]{2,}(\.[a-z]{2,})?$/i;
const kindTag = /^((user|account|iam)[-_ ]?)?(type|kind)$/i;
const personsKind = /engineer|developer|employee|human|people|person|staff/i;
const machinesKind = /machine|service|bot|robot|system|application|automation|program/i;
/** What an engineer's key is used for through aws-vault: a session, a role, the next key. */
const personsServices: ReadonlySet<string> = new Set(['sts', 'iam']);

/** The type that the user's tag names, if it names one. */
export function taggedType({ tags }: FoundUser): UserType | undefined {
  return userTypeOf(tags);
}

/**
 * Takes the user for a person or a program. In doubt it is a machine: a machine's key is never disabled, so that
 * no program stops for a wrong guess.
 */
export function guessType(user: FoundUser, email: string | undefined): TypeGuess {
  const clues = [
    ...cluesOfName(user),
    ...cluesOfTags(user, email),
    ...cluesOfCredentialReport(user),
  ];
  const score = clues.reduce(
    (sum, { says, weight }) => sum + (says === 'engineer' ? weight : -weight),
    0,
  );
  const type: UserType = score > 0 ? 'engineer' : 'machine';
  return {
    type,
    isSure: Math.abs(score) >= SURE_FROM,
    speaksFor: clues.filter(({ says }) => says === type).map(({ text }) => text),
    speaksAgainst: clues.filter(({ says }) => says !== type).map(({ text }) => text),
  };
}

function cluesOfName({ name }: FoundUser): Clue[] {
  if (isConsoleUser(name)) {
    const text = 'a name that a console gives a user that it makes for an API key';
    return [{ says: 'machine', weight: 6, text }];
  }
  if (machineWords.test(name)) return [{ says: 'machine', weight: 2, text: 'the name' }];
  return personsName.test(name) ? [{ says: 'engineer', weight: 1, text: 'the name' }] : [];
}

function cluesOfTags({ tags }: FoundUser, email: string | undefined): Clue[] {
  const kinds = Object.entries(tags).flatMap(([key, value]): Clue[] => {
    if (!kindTag.test(key)) return [];
    const text = `the tag ${key}`;
    if (personsKind.test(value)) return [{ says: 'engineer', weight: 3, text }];
    return machinesKind.test(value) ? [{ says: 'machine', weight: 3, text }] : [];
  });
  const mail: Clue[] =
    email === undefined ? [] : [{ says: 'engineer', weight: 1, text: 'an e-mail address' }];
  return [...kinds, ...mail];
}

function cluesOfCredentialReport({ credentialReport: row }: FoundUser): Clue[] {
  if (!row) return [];
  const { slots } = row;
  const password = row.password !== undefined && !isUnknown(row.password);
  const hasMfa = row.hasMfa === true;
  const hasNeither = row.password === undefined && row.hasMfa === false;
  const uses = slots.flatMap(({ lastUsed }) => (isUnknown(lastUsed) ? [] : (lastUsed ?? [])));
  const services = [...new Set(uses.flatMap(({ service }) => service ?? []))];
  return [
    ...(password ? [{ says: 'engineer', weight: 2, text: 'a console password' } as const] : []),
    ...(hasMfa ? [{ says: 'engineer', weight: 2, text: 'an MFA device' } as const] : []),
    ...(hasNeither
      ? [{ says: 'machine', weight: 1, text: 'no console password and no MFA device' } as const]
      : []),
    ...services.map((service): Clue => {
      const says = personsServices.has(service) ? 'engineer' : 'machine';
      return { says, weight: 1, text: `a key used for ${service}` };
    }),
  ];
}
