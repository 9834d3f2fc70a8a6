import path from 'node:path';
import { stringify } from 'yaml';
import { asOfWords } from '../../rules/calendar';
import { counted } from '../../rules/counted';
import { isUnknown } from '../../rules/model';
import { tagKeys } from '../../rules/tags';
import { withoutCase } from '../../rules/without-case';
import { oneLine } from '../text-table';
import type { Adoption } from './adoption';
import { credentialLines } from './credential-lines';
import { lacksMfa, type Decisions } from './decide';
import type { DeclaredUser } from './engineers-document';
import { groupLines, namingOfExisting } from './group-lines';
import { leftPasswords, passwordConfig, passwordLines } from './left-passwords';
import type { IgnoredTags } from './home';
import { policyLine } from './password-policy';
import { providerUrn } from './import-file';
import type { FoundUser } from './read-account';
import { againWith, exportProfile, tokenVariable } from './options';
import { clash } from './write-files';

/** A list longer than this is cut: engineers.yaml has all of it. */
const LONGEST_LIST = 20;

/** What was found and written, and what is to be done next. */
export function describeAdoption(adoption: Adoption): string {
  const { account, files, options, home } = adoption;
  if (account.users.length === 0)
    return `The account ${home.account.id} has no IAM user: there is nobody to adopt, and nothing was written.\n`;
  const shown = files.map(({ file, text }) => `==> ${file} <==\n${text.trimEnd()}`);
  const names = files.map(({ file }) => file).join(' and ');
  return [
    ...(options.dryRun ? shown : []),
    found(adoption).join('\n'),
    options.dryRun
      ? [
          `Dry run: ${names} would be as above.`,
          ...files.flatMap((each) => clash(each) ?? []),
        ].join('\n')
      : `Wrote ${names}.`,
    nextSteps(adoption).join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function found(adoption: Adoption): string[] {
  const { account, decisions, declared, home } = adoption;
  const { adopted, leftOut } = decisions;
  const { credentialReportAt } = account;
  const asOf = isUnknown(credentialReportAt) ? '' : asOfWords(credentialReportAt);
  const of = (type: 'engineer' | 'machine') => adopted.filter((each) => each.type === type);
  const unsure = adopted.filter(({ guess }) => guess && !guess.isSure);
  const paths = new Map(account.users.map(({ name, path: its }) => [withoutCase(name), its]));
  const pathOf = ({ name }: DeclaredUser) => paths.get(withoutCase(name));
  const withUser = declared.filter(({ hasIamUser }) => hasIamUser);
  const [there, absent] = [true, false].map((is) =>
    withUser.filter((each) => (pathOf(each) !== undefined) === is).map(({ name }) => name),
  );
  const leftOver = declared.filter((each) => !each.hasIamUser && pathOf(each) !== undefined);
  const moved = withUser.filter((each) => (pathOf(each) ?? each.path) !== each.path);
  const list = (what: string, names: readonly string[] = []) =>
    names.length === 0 ? [] : [`  ${names.length} ${what}: ${cut(names).join(', ')}`];
  return [
    `Account ${home.account.id}, stack ${home.account.name}: ${counted(account.users.length, 'IAM user')}`,
    ...(isUnknown(credentialReportAt)
      ? [
          `  no credential report: who has a password or MFA, and what for keys are used, is not known: ${oneLine(credentialReportAt.unknown)}`,
        ]
      : []),
    `  ${adopted.length} adopted: ${counted(of('engineer').length, 'engineer')}, ${counted(of('machine').length, 'machine user')}`,
    ...list(
      'of them unsure',
      unsure.map(({ user, type }) => `${user.name} (${type})`),
    ),
    ...list(
      `of the engineers without MFA${asOf}, who from pulumi up on can do little but set it up`,
      adopted.filter((each) => lacksMfa(each) === true).map(({ user }) => user.name),
    ),
    ...list(
      isUnknown(credentialReportAt)
        ? 'of the engineers of whom it is not known whether they have MFA, without which they can do little but set it up'
        : `of the engineers of whom the credential report${asOf}, does not say whether they have MFA`,
      adopted.filter((each) => lacksMfa(each) === undefined).map(({ user }) => user.name),
    ),
    ...list('declared before, and left as they are declared', there),
    ...list(
      'of them declared under another path than theirs, to which pulumi up would move them',
      moved.map((each) => `${each.name} (${pathOf(each)})`),
    ),
    ...list('declared, and not in the account: pulumi up would make them', absent),
    ...leftOver.map(
      ({ name }) =>
        `  not imported: ${name}: engineers.yaml says iamUser: false, and the account has an IAM user of that name: delete it, with what it has, or take iamUser: false out and give them key or sign-in`,
    ),
    ...groupLines(adoption, list),
    policyLine(account.passwordPolicy, home),
    ...passwordLines(leftPasswords(adoption), home, list),
    ...credentialLines(adoption, list),
    ...leftOut.map(({ name, reason }) => `  left out: ${name}: ${oneLine(reason)}`),
  ];
}

function nextSteps(adoption: Adoption): string[] {
  const { home, decisions, files, account, imported, groups } = adoption;
  const group = groups[0]?.existing ?? home.groupName;
  const naming = namingOfExisting(home, groups);
  const [engineersFile = '', importFile = ''] = files.map(({ file }) => file);
  const stack = home.account.name;
  const passwords = passwordConfig(leftPasswords(adoption), home);
  const missing = missingIn(decisions);
  const isGuessed = decisions.adopted.some(({ guess }) => guess);
  const names = new Set(imported.map(({ name }) => name));
  const tags = ignoreTags(
    account.users.filter(({ name }) => names.has(name)),
    home.ignoredTags,
  );
  const fromProject = path.relative(home.folder, importFile);
  const steps = [
    ...(isGuessed
      ? [
          `Read the guesses in ${engineersFile}. Where one is wrong, move the user to the other section, and have ${importFile} say the same: npm run -s keyturn -- adopt --merge --force${againWith(adoption.options)}`,
        ]
      : []),
    ...(missing.length > 0
      ? [
          `Fill in ${missing.join(', and ')}: keyturn validate names each.${adoption.askedSlack || lackingSlackId(decisions) === 0 ? '' : ` With the app's bot token in ${tokenVariable}, adopt asks Slack for them by e-mail address.`}`,
        ]
      : ['keyturn validate checks all of it.']),
    ...(naming
      ? [
          `IAM has groups that it does not tell by case from those of the stack. Have the stack call them as they are, or pulumi up fails: put this under config: in Pulumi.${stack}.yaml:\n${asConfig(naming)}`,
        ]
      : []),
    ...(passwords
      ? [
          `The passwords of those who are left out expire too. While there are any, have the account let everybody renew their own, or change those by hand: put this under config: in Pulumi.${stack}.yaml:\n${asConfig(passwords)}`,
        ]
      : []),
    ...(tags
      ? [
          `Some users have tags that Keyturn does not know, and pulumi up takes those away. To keep them, put this under config: in Pulumi.${stack}.yaml:\n${tags}`,
        ]
      : []),
    `Make the stack's AWS provider, if the stack is new; nothing else is made:\n     pulumi up -s ${stack} --target ${providerUrn(home)}`,
    `Import:\n     pulumi import -s ${stack} --file ${fromProject} --generate-code=false`,
    `Look; and deploy, once the monitor's stack is up, if no user is to be created, replaced or deleted. Engineers join the group ${group}, and need MFA for nearly everything from then on: also where a program uses their key.\n     pulumi preview -s ${stack}\n     pulumi up -s ${stack}`,
  ];
  return [
    `Next, in the folder of Pulumi.yaml, with credentials of the account ${home.account.id}${exportProfile(adoption.options)}:`,
    ...steps.map((step, i) => `  ${i + 1}. ${step}`),
  ];
}

/** What is to be filled in, in words. */
function missingIn(decisions: Decisions): readonly string[] {
  const [ids, grounds] = [lackingSlackId(decisions), lackingGrounds(decisions)];
  const whose = grounds === 1 ? '1 user is' : `${grounds} users are`;
  return [
    ...(ids > 0 ? [counted(ids, 'Slack id')] : []),
    ...(grounds > 0 ? [`why and by whose leave ${whose} exempt`] : []),
  ];
}

function lackingSlackId({ adopted }: Decisions): number {
  return adopted.filter(({ slackId }) => slackId === undefined).length;
}

/** Who is exempt without a reason, or without somebody who allowed it. */
function lackingGrounds({ adopted }: Decisions): number {
  return adopted.filter(
    ({ keyExemption: exempt }) =>
      exempt && (exempt.reason === undefined || exempt.approvedBy === undefined),
  ).length;
}

/** In whatever case: there is no other tag beside one of them that differs by that. */
const ourKeys: ReadonlySet<string> = new Set(Object.values(tagKeys).map(withoutCase));
/** The console keeps a key's description as a tag that is named after the key. */
const keyIdPrefix = 'AKIA';

/** The config that keeps the users' other tags; undefined where there are none, or all are kept. */
function ignoreTags(users: readonly FoundUser[], ignored: IgnoredTags): string | undefined {
  const others = users
    .flatMap(({ tags }) => Object.keys(tags))
    .filter((key) => !ourKeys.has(withoutCase(key)) && !key.startsWith('aws:'));
  const isKept = (key: string) =>
    ignored.keys.includes(key) || ignored.keyPrefixes.some((prefix) => key.startsWith(prefix));
  const lost = [...new Set(others)].filter((key) => !isKept(key)).sort();
  if (lost.length === 0) return undefined;
  const isOfKey = (key: string) => key.startsWith(keyIdPrefix);
  const keys = [...ignored.keys, ...lost.filter((key) => !isOfKey(key))];
  const keyPrefixes = [...ignored.keyPrefixes, ...(lost.some(isOfKey) ? [keyIdPrefix] : [])];
  return asConfig({
    'aws:ignoreTags': {
      ...(keys.length > 0 && { keys }),
      ...(keyPrefixes.length > 0 && { keyPrefixes }),
    },
  });
}

/** Lines of a stack file, below a step. */
function asConfig(config: object): string {
  return stringify(config, { lineWidth: 0 }).trimEnd().replaceAll(/^/gm, '       ');
}

function cut(names: readonly string[]): readonly string[] {
  if (names.length <= LONGEST_LIST) return names;
  return [...names.slice(0, LONGEST_LIST), `and ${names.length - LONGEST_LIST} more`];
}
