import { openWays } from '../../rules/key-until';
import type { LocalDate } from '../../rules/model';
import { defaultAccess, type WayIn } from '../../rules/ways-in';
import { withoutCase } from '../../rules/without-case';
import { locateIn } from './check';
import type { DeclaredAccount } from './declared-account';
import { hasIamUser } from './groups';
import { describeValue, type Problem } from './problem';
import { repeated } from './repeated';
import { identityCenterName } from './ways-in-fields';
import type { YamlFile } from './yaml-file';

/** What the company says of ways in, and the time that it is. */
export interface CompanyAccess {
  /** Of whoever says nothing of it. */
  readonly access: readonly WayIn[];
  /** The last day on which anybody has `key`. */
  readonly keyUntil?: LocalDate;
  readonly now: Date;
  /** False: nobody lets people in by IAM Identity Center, as far as the project's files say. Absent: not known. */
  readonly hasIdentityCenter?: boolean;
}

/** Whether somebody lets people in by IAM Identity Center: an account of the project, or others. */
export function isAdministered(
  { identityCenterElsewhere }: { readonly identityCenterElsewhere: boolean },
  accounts: readonly Pick<DeclaredAccount, 'kinds'>[],
): boolean {
  return identityCenterElsewhere || accounts.some(({ kinds }) => kinds.includes('identity-center'));
}

/** What one engineer says of theirs. */
interface OwnAccess {
  /** Undefined: nothing. Empty: something that is not right. */
  readonly access?: readonly WayIn[] | undefined;
  readonly identityCenterName?: string | undefined;
  readonly iamUser?: boolean | undefined;
}

/** What no field of an engineer's ways in shows by itself. */
export function checkWaysIn(
  file: YamlFile,
  engineers: Readonly<Record<string, OwnAccess>>,
  company: CompanyAccess,
): Problem[] {
  const people = Object.entries(engineers).map(([userName, own]) => ({
    userName,
    own,
    given: own.access ?? company.access,
  }));
  return [
    ...people.flatMap((person) => checkOpen(file, person, company)),
    ...people.flatMap((person) => checkIdentityCenterName(file, person)),
    ...people.flatMap((person) => checkIamUser(file, person)),
    ...checkAdministered(file, people, company),
    ...checkUnique(file, people),
  ];
}

interface Person {
  readonly userName: string;
  readonly own: OwnAccess;
  readonly given: readonly WayIn[];
}

/** Whoever has `key` alone is shut out when its last day is over. */
function checkOpen(
  file: YamlFile,
  { userName, own, given }: Person,
  { keyUntil, now }: CompanyAccess,
): Problem[] {
  if (given.length === 0 || openWays(given, keyUntil, now).access.length > 0) return [];
  const at =
    own.access === undefined
      ? locateIn(file)(['engineers', userName], 'key')
      : locateIn(file)(['engineers', userName, 'access'], 'value');
  return [
    {
      ...at,
      found: `no way in but ${defaultAccess.join()}, whose last day ${keyUntil} is over`,
      expected:
        'another way under access (sign-in, identity-center), or a later day under keyturn:accessUntil',
    },
  ];
}

function checkIdentityCenterName(file: YamlFile, { userName, own, given }: Person): Problem[] {
  const hasIt = given.includes('identity-center');
  if (own.identityCenterName !== undefined)
    return hasIt || given.length === 0
      ? []
      : [
          {
            ...locateIn(file)(['engineers', userName, 'identityCenterName'], 'key'),
            found: describeValue(own.identityCenterName),
            expected: `none, or identity-center under access, which is ${given.join(', ')}`,
          },
        ];
  return hasIt && !identityCenterName.safeParse(userName).success
    ? [
        {
          ...locateIn(file)(['engineers', userName], 'key'),
          found: 'no identityCenterName',
          expected:
            "their user name in IAM Identity Center: the IAM user's own is none that it, or an AWS tag, takes",
        },
      ]
    : [];
}

/** Every other way in is an IAM user's. */
function checkIamUser(file: YamlFile, { userName, own, given }: Person): Problem[] {
  const isAlone = given.every((way) => way === 'identity-center');
  if (hasIamUser(own) || isAlone) return [];
  return [
    {
      ...locateIn(file)(['engineers', userName, 'iamUser'], 'value'),
      found: `false, and access is ${given.join(', ')}`,
      expected: 'access: [identity-center], which alone needs no IAM user; or no iamUser',
    },
  ];
}

/** Said once, of the first: they would be tagged, and let in nowhere. */
function checkAdministered(
  file: YamlFile,
  people: readonly Person[],
  { hasIdentityCenter }: CompanyAccess,
): Problem[] {
  const coming = people.filter(({ given }) => given.includes('identity-center'));
  const [first] = coming;
  if (!first || hasIdentityCenter !== false) return [];
  const { userName, own } = first;
  const at =
    own.access === undefined
      ? locateIn(file)(['engineers', userName], 'key')
      : locateIn(file)(['engineers', userName, 'access'], 'value');
  const others = coming.length === 1 ? '' : ` (and that of ${coming.length - 1} more)`;
  return [
    {
      ...at,
      found: `access by identity-center${others}, and no stack file of an account that administers IAM Identity Center`,
      expected:
        "one with keyturn:accountKinds: [identity-center]; or keyturn:identityCenterElsewhere: true in the identity account's stack file, where others let these people in",
    },
  ];
}

function checkUnique(file: YamlFile, people: readonly Person[]): Problem[] {
  const places = people
    .filter(({ given }) => given.includes('identity-center'))
    .map(({ userName, own: { identityCenterName: name } }) =>
      name === undefined
        ? { path: ['engineers', userName], part: 'key' as const, name: userName }
        : {
            path: ['engineers', userName, 'identityCenterName'],
            part: 'value' as const,
            name,
          },
    );
  return repeated(file, places, ({ name }) => withoutCase(name)).map(({ at, first, place }) => ({
    ...at,
    found: `the user name ${describeValue(place.name)} in IAM Identity Center, which is taken`,
    expected: `another than ${first} has, whatever the case of its letters`,
  }));
}
