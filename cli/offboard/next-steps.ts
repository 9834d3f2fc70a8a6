import { atOnce, beforeDeletion, type Line } from '../../rules/offboarding/at-once';
import type { Holdings } from '../../rules/offboarding/holdings';
import { shellLine } from '../../rules/shell-word';
import { hasIamUser } from '../../stacks/config/groups';
import type { DeclaredEngineer } from '../../stacks/config/engineers';
import type { Company } from './company';
import type { InAws } from './read-in-aws';
import { renderLines } from './show';
import type { OffboardOptions } from './options';

interface Following {
  readonly holdings: Holdings;
  readonly engineer: DeclaredEngineer;
  readonly company: Company;
  readonly inAws: Pick<InAws, 'caller' | 'now'>;
  readonly options: OffboardOptions;
}

/** What to do first when somebody leaves in anger. */
export function atOnceText({ holdings, inAws, options }: Following): string {
  const { caller, now } = inAws;
  const lines = atOnce(holdings, { ...caller, profile: options.profile, now });
  return lines.length === 0
    ? ''
    : `At once, if they leave in anger; Keyturn itself only reads:\n${renderLines(lines)}\n`;
}

/** The rest of the project that names them, field by field. */
export function inProjectText({ holdings }: Following): string {
  if (holdings.inProject.length === 0) return '';
  const lines = holdings.inProject.map(({ file, line, column, field, found, todo }) => {
    const at = line === undefined ? file : `${file}:${line}:${column}`;
    return `  ${at}: ${field}: found ${found}: ${todo}`;
  });
  return `Elsewhere the project names them; edit by hand:\n${lines.join('\n')}\n`;
}

/** What follows the change of the file, in its order. */
export function followingText(following: Following): string {
  const steps = [
    ['Have it reviewed', review(following)],
    ['Deploy it', deploy(following)],
    ['Certify that all of it is gone', verify(following)],
  ] as const;
  return steps.map(([title, lines], i) => `${i + 1}. ${title}:\n${renderLines(lines)}`).join('\n');
}

function review({ engineer, company }: Following): readonly Line[] {
  const { engineersFile } = company.plan.config;
  return [
    { command: shellLine('git', 'switch', '-c', `offboard-${engineer.userName}`) },
    { command: shellLine('git', 'commit', '-m', `Take ${engineer.userName} out`, engineersFile) },
    { command: 'git push -u origin HEAD' },
  ];
}

function deploy(following: Following): readonly Line[] {
  const { engineer, company, holdings, inAws, options } = following;
  const { plan } = company;
  const up = (stack: string): Line => ({ command: shellLine('pulumi', 'up', '-s', stack) });
  const others = beforeDeletion(holdings, {
    ...{ partition: inAws.caller.partition, profile: options.profile, now: inAws.now },
  });
  const stays = others.length > 0;
  return [
    ...(stays
      ? [{ note: 'Nobody is deleted who is in a group of others. Whoever administers these:' }]
      : []),
    ...others,
    ...(hasIamUser(engineer) ? ofUser(engineer) : []),
    up(plan.account.name),
    ...ofIdentityCenter(engineer, plan),
  ];
}

function ofUser({ userName }: DeclaredEngineer): readonly Line[] {
  return [
    {
      note: `It deletes the IAM user ${userName} with all of the above: the component sets forceDestroy, and users are not protected.`,
    },
    {
      note: `If it says that ${userName} is protected, or has keys, no pulumi up has run since pulumi import: put them back, run it, and begin anew.`,
    },
    {
      note: "The deployer's policies have to name them until then: write them anew after, not before.",
    },
  ];
}

function ofIdentityCenter(
  { access, identityCenterName }: DeclaredEngineer,
  { accounts, config, account }: Company['plan'],
): readonly Line[] {
  if (!access.includes('identity-center')) return [];
  const center = accounts.find(({ kinds }) => kinds.includes('identity-center'));
  const name = identityCenterName ?? '';
  if (!center)
    return [
      {
        note: `IAM Identity Center is administered elsewhere${config.identityCenterElsewhere ? '' : ', or by nobody'}: have ${name} taken out there.`,
      },
    ];
  return [
    {
      note: `It takes ${name} out of the groups of their roles. Who administers IAM Identity Center, or the identity provider, takes out the person.`,
    },
    ...(center.name === account.name
      ? []
      : [{ command: shellLine('pulumi', 'up', '-s', center.name) }]),
  ];
}

function verify({ engineer, options }: Following): readonly Line[] {
  const { record, profile, roleName, externalId, ledger, ledgerProfile, region, config } = options;
  const given = Object.entries({
    '--before': record,
    '--profile': profile,
    '--role-name': roleName,
    '--external-id': externalId,
    '--config': config,
    '--ledger': ledger,
    '--ledger-profile': ledgerProfile,
    '--region': region,
  }).flatMap(([option, value]) => (value === undefined ? [] : [option, value]));
  return [
    {
      command: shellLine('keyturn', 'offboard', engineer.userName, '--verify', '--trail', ...given),
    },
    ...(record === undefined && ledger === undefined
      ? [
          {
            note: 'Without --ledger, or --record now and --before then, it can know little of a user who is gone.',
          },
        ]
      : []),
  ];
}
