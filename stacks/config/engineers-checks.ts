import { z } from 'zod';
import { iamQuotas } from '../../rules/iam-quotas';
import { withoutCase } from '../../rules/without-case';
import type { DeclaredAccount, DeclaredRole } from './declared-account';
import { locateIn } from './check';
import { engineerSchema } from './engineers-file';
import { checkExemptions, type ExemptionLimits } from './exemptions';
import { expectedPolicy, managedPolicyArn } from './fields';
import type { WayIn } from '../../rules/ways-in';
import type { NamingConfig } from './group-checks';
import { describeValue, formatPath, type Problem } from './problem';
import type { StackFile } from './project-folder';
import { checkRoleReferences } from './role-references';
import type { YamlFile } from './yaml-file';

/** Where the users are to live, the accounts whose roles they may be given, and how their groups are called. */
export interface Surroundings {
  readonly identity: Pick<DeclaredAccount, 'id' | 'partition'>;
  readonly accounts: readonly DeclaredAccount[];
  /** The names of all stacks that have a file, and of those whose file is not right. */
  readonly stacks: readonly string[];
  readonly unread: readonly string[];
  /** How far ahead the monitor heeds an exemption; undefined where no stack file declares the monitor. */
  readonly exemptions?: ExemptionLimits;
  /** Whether `rotateWith: custom` means anything; undefined where no stack file declares the monitor. */
  readonly hasCustomRotation?: boolean;
  /** Of whoever says nothing of it. */
  readonly access: readonly WayIn[];
  readonly naming: NamingConfig;
  /** In which the naming stands. */
  readonly stackFile: Pick<StackFile, 'locate'>;
}

/**
 * What no field can show by itself: names and Slack ids that stand twice, roles that no stack declares. It
 * looks at whatever fields are right, so that one mistake does not hide another.
 */
export function checkBetween(
  file: YamlFile,
  roles: ReadonlyMap<string, DeclaredRole>,
  { identity, stacks, unread, exemptions, hasCustomRotation }: Surroundings,
): Problem[] {
  const fields = lenient.parse(file.value);
  return [
    ...checkUserNames(file, fields),
    ...checkSlackIds(file, fields),
    ...checkRoleReferences(file, fields.engineers, fields.roleSets, { roles, stacks, unread }),
    ...checkPolicies(file, fields, identity),
    ...(hasCustomRotation === false ? checkRotation(file, fields) : []),
    ...(exemptions ? checkExemptions(file, fields.engineers, exemptions) : []),
  ];
}

const texts = z.array(z.string().catch('')).catch([]);
const lenient = z
  .object({
    roleSets: z.record(z.string(), texts).catch({}),
    engineers: z
      .record(
        z.string(),
        z
          .object({
            slackId: engineerSchema.shape.slackId.or(z.undefined()).catch(undefined),
            keyExemptUntil: engineerSchema.shape.keyExemptUntil.catch(undefined),
            rotateWith: engineerSchema.shape.rotateWith.catch(undefined),
            roles: texts,
          })
          .catch({
            slackId: undefined,
            keyExemptUntil: undefined,
            rotateWith: undefined,
            roles: [],
          }),
      )
      .catch({}),
    machineUsers: z
      .record(z.string(), z.object({ policyArns: texts }).catch({ policyArns: [] }))
      .catch({}),
  })
  .catch({ roleSets: {}, engineers: {}, machineUsers: {} });
type Fields = z.output<typeof lenient>;

function checkUserNames(file: YamlFile, { engineers, machineUsers }: Fields): Problem[] {
  const paths = [
    ...Object.keys(engineers).map((name) => ['engineers', name] as const),
    ...Object.keys(machineUsers).map((name) => ['machineUsers', name] as const),
  ];
  const tooMany: Problem[] =
    paths.length > iamQuotas.usersInAccount
      ? [
          {
            file: file.name,
            path: '',
            found: `${paths.length} users`,
            expected: `at most ${iamQuotas.usersInAccount}, IAM's quota for an account`,
          },
        ]
      : [];
  return [
    ...tooMany,
    ...repeated(file, paths, ([, name]) => withoutCase(name), 'key').map(({ at, first }) => ({
      ...at,
      found: 'a user name that is taken',
      expected: `another than ${first} has, whatever the case of its letters`,
    })),
  ];
}

function checkSlackIds(file: YamlFile, { engineers }: Fields): Problem[] {
  const ids = Object.entries(engineers).flatMap(([name, { slackId }]) =>
    slackId === undefined ? [] : [{ path: ['engineers', name, 'slackId'], slackId }],
  );
  const byPath = new Map(ids.map(({ path, slackId }) => [path, slackId]));
  return repeated(file, [...byPath.keys()], (path) => byPath.get(path) ?? '', 'value').map(
    ({ at, first, value }) => ({
      ...at,
      found: describeValue(value),
      expected: `another Slack id than ${first} has`,
    }),
  );
}

/** The messages to whoever has none of the company's tools would name another one, in silence. */
function checkRotation(file: YamlFile, { engineers }: Fields): Problem[] {
  return Object.entries(engineers).flatMap(([name, { rotateWith }]) =>
    rotateWith === 'custom'
      ? [
          {
            ...locateIn(file)(['engineers', name, 'rotateWith'], 'value'),
            found: describeValue(rotateWith),
            expected:
              'another tool, or keyturn:customRotation in the stack file of the account that runs the monitor',
          },
        ]
      : [],
  );
}

/** Those whose value stood before, and where it stood first. */
function repeated<Path extends readonly string[]>(
  file: YamlFile,
  paths: readonly Path[],
  valueOf: (path: Path) => string,
  part: 'key' | 'value',
): { at: ReturnType<ReturnType<typeof locateIn>>; first: string; value: string }[] {
  const firsts = new Map<string, Path>();
  return paths.flatMap((path) => {
    const value = valueOf(path);
    const first = firsts.get(value);
    if (!first) {
      firsts.set(value, path);
      return [];
    }
    const line = file.positionOf(first, part)?.line;
    return [
      { at: locateIn(file)(path, part), first: `${formatPath(first)} (line ${line})`, value },
    ];
  });
}

function checkPolicies(
  file: YamlFile,
  { machineUsers }: Fields,
  identity: Pick<DeclaredAccount, 'id' | 'partition'>,
): Problem[] {
  return Object.entries(machineUsers).flatMap(([user, { policyArns }]) =>
    policyArns.flatMap((arn, i) => {
      if (!managedPolicyArn.safeParse(arn).success) return [];
      const expected = expectedPolicy(arn, identity);
      return expected === undefined
        ? []
        : [
            {
              ...locateIn(file)(['machineUsers', user, 'policyArns', i], 'value'),
              found: describeValue(arn),
              expected,
            },
          ];
    }),
  );
}
