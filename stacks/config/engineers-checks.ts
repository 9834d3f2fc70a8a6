import { z } from 'zod';
import { iamQuotas } from '../../rules/iam-quotas';
import { withoutCase } from '../../rules/without-case';
import type { DeclaredAccount, DeclaredRole } from './declared-account';
import { locateIn } from './check';
import { engineerSchema, keyExemptionSchema } from './engineers-file';
import { checkExemptions, type ExemptionLimits } from './exemptions';
import { expectedPolicy, managedPolicyArn } from './fields';
import type { NamingConfig } from './group-checks';
import { hasIamUser } from './groups';
import { describeValue, type Problem } from './problem';
import type { StackFile } from './project-folder';
import { repeated } from './repeated';
import { checkRoleReferences } from './role-references';
import { checkWaysIn, type CompanyAccess } from './ways-in-checks';
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
  readonly ways: CompanyAccess;
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
  { identity, stacks, unread, exemptions, hasCustomRotation, ways }: Surroundings,
): Problem[] {
  const fields = lenient.parse(file.value);
  return [
    ...checkUserNames(file, fields),
    ...checkSlackIds(file, fields),
    ...checkRoleReferences(file, fields.engineers, fields.roleSets, { roles, stacks, unread }),
    ...checkPolicies(file, fields, identity),
    ...checkWaysIn(file, fields.engineers, ways),
    ...(hasCustomRotation === false ? checkRotation(file, fields) : []),
    ...(exemptions ? checkExemptions(file, fields.engineers, exemptions) : []),
  ];
}

const texts = z.array(z.string().catch('')).catch([]);
/** Of an exemption that is not right otherwise, too. */
const exemptionEnd = z.object({ until: keyExemptionSchema.shape.until });
const lenient = z
  .object({
    roleSets: z.record(z.string(), texts).catch({}),
    engineers: z
      .record(
        z.string(),
        z
          .object({
            slackId: engineerSchema.shape.slackId.or(z.undefined()).catch(undefined),
            keyExemption: exemptionEnd.optional().catch(undefined),
            rotateWith: engineerSchema.shape.rotateWith.catch(undefined),
            access: engineerSchema.shape.access.catch([]),
            identityCenterName: engineerSchema.shape.identityCenterName.catch(undefined),
            iamUser: engineerSchema.shape.iamUser.catch(undefined),
            roles: texts,
          })
          .catch({
            slackId: undefined,
            keyExemption: undefined,
            rotateWith: undefined,
            access: [],
            identityCenterName: undefined,
            iamUser: undefined,
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
  const places = [
    ...Object.keys(engineers).map((name) => ({ path: ['engineers', name], name })),
    ...Object.keys(machineUsers).map((name) => ({ path: ['machineUsers', name], name })),
  ].map((place) => ({ ...place, part: 'key' as const }));
  const count = places.length - Object.values(engineers).filter((each) => !hasIamUser(each)).length;
  const tooMany: Problem[] =
    count > iamQuotas.usersInAccount
      ? [
          {
            file: file.name,
            path: '',
            found: `${count} users`,
            expected: `at most ${iamQuotas.usersInAccount}, IAM's quota for an account`,
          },
        ]
      : [];
  return [
    ...tooMany,
    ...repeated(file, places, ({ name }) => withoutCase(name)).map(({ at, first }) => ({
      ...at,
      found: 'a user name that is taken',
      expected: `another than ${first} has, whatever the case of its letters`,
    })),
  ];
}

function checkSlackIds(file: YamlFile, { engineers }: Fields): Problem[] {
  const ids = Object.entries(engineers).flatMap(([name, { slackId }]) =>
    slackId === undefined
      ? []
      : [{ path: ['engineers', name, 'slackId'], part: 'value' as const, slackId }],
  );
  return repeated(file, ids, ({ slackId }) => slackId).map(({ at, first, place }) => ({
    ...at,
    found: describeValue(place.slackId),
    expected: `another Slack id than ${first} has`,
  }));
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
