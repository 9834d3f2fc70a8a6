import path from 'node:path';
import { moveCommand } from '../../rules/person/missing';
import { openWays } from '../../rules/key-until';
import { nextMove, wayToOpen, withWay, type NextMove } from '../../rules/person/next-move';
import type { Settings } from '../../rules/settings';
import type { WayIn } from '../../rules/ways-in';
import type { DeclaredEngineer } from '../../stacks/config/engineers';
import { hasIamUser } from '../../stacks/config/groups';
import type { StackPlan } from '../../stacks/config/plan';
import { isAdministered } from '../../stacks/config/ways-in-checks';
import { openCertificate, type CertificateFiles } from '../certificate-files';
import { badUse, CliError } from '../cli-error';
import { engineerNamed, identityPlan } from '../engineer-named';
import { exitCodes } from '../exit-codes';
import { openOutput } from '../output';
import { openProject } from '../project';
import { readSettings } from '../reading/settings-file';
import { accessIn, withAccess, withoutIamUser } from '../engineers-file/edit';
import { EngineersOnDisk } from '../engineers-file/on-disk';
import { lineDiff } from '../engineers-file/line-diff';
import { monitorSettings } from './status-project';
import { readPerson, type Person } from './read-person';
import { recordStatement } from './record-statement';
import { checkStepOptions, type MoveStepOptions } from './step-options';
import { tellLedgerOfBack } from './tell-ledger';
import { writeCertificate } from './write-certificate';

/** Whose step it is, and what says so. */
interface Asked {
  readonly options: MoveStepOptions;
  readonly plan: StackPlan;
  readonly engineer: DeclaredEngineer;
  readonly file: EngineersOnDisk;
  /** Whether somebody lets people in by IAM Identity Center. */
  readonly hasIdentityCenter: boolean;
  /** The ways that engineers.yaml gives them, or the company's default. */
  readonly given: readonly WayIn[];
  readonly settings: Settings;
}

/** @throws CliError where the step may not be taken yet, with what is missing; then nothing is changed */
export async function runMoveStep(userName: string, options: MoveStepOptions): Promise<void> {
  checkStepOptions(options);
  const asked = askedOf(userName, options);
  const { given, engineer } = asked;
  if (!hasIamUser(engineer)) {
    if (options.back || options.to !== undefined) throw badUse(noIamUser(asked));
    if (options.certificate === undefined) return say(isOver(asked));
  }
  if (options.back) return giveBack(asked);
  const way = wayToOpen(given, options);
  if (way === 'identity-center') assertAdministered(asked);
  if (options.said === undefined && way !== undefined) {
    if (options.force) throw badUse(noOtherWay(engineer));
    if (options.certificate !== undefined)
      throw notYet(engineer.userName, keyIsOpen(engineer.userName));
    const access = withWay(given, way);
    return change(asked, access, `${way} is open to ${engineer.userName}`);
  }
  if (options.to !== undefined)
    throw badUse(`${options.to} is open to ${engineer.userName} already`);
  const certificate =
    options.certificate === undefined ? undefined : openCertificate(options.certificate);
  const { account } = asked.plan;
  const { id, name } = account;
  const person = await readPerson(engineer, { id, name }, asked.settings, options);
  if (options.said !== undefined) return recordStatement(options.said, person, options);
  const wish = { isForced: options.force ?? false };
  await take(
    nextMove(engineer.access, person.tags.access, person.state, wish),
    asked,
    person,
    certificate,
  );
}

function askedOf(userName: string, options: MoveStepOptions): Asked {
  const project = openProject(options.project);
  const plan = identityPlan(project);
  const { engineersFile } = plan.config;
  const engineer = engineerNamed(userName, plan.users, {
    file: engineersFile,
    ofMachine: 'who can come without a key; machines have keys',
  });
  const file = EngineersOnDisk.read(path.resolve(project.folder, engineersFile), engineersFile);
  const given = accessIn(file.text, engineer.userName) ?? plan.config.access;
  const settings =
    options.config === undefined ? monitorSettings(project) : readSettings(options.config).settings;
  const hasIdentityCenter = isAdministered(plan.config, plan.accounts);
  return { options, plan, engineer, file, hasIdentityCenter, given, settings };
}

async function take(
  next: NextMove,
  asked: Asked,
  person: Person,
  certificate: CertificateFiles | undefined,
): Promise<void> {
  const { userName } = asked.engineer;
  if (certificate && next.do !== 'finish')
    throw notYet(userName, next.do === 'not-yet' ? next.why : keyIsOpen(userName));
  switch (next.do) {
    case 'not-yet':
      throw notYet(userName, next.why);
    case 'answer-for-it':
      await force(asked, person);
      return say(
        `${asked.options.dryRun ? 'Would record' : 'Recorded'} in the ledger: key of ${userName} is closed without proof, by ${person.ledger.arn}. ${whatFollows(person)}\n`,
      );
    case 'close':
      asked.file.assertWritable();
      // Before the file: of whoever is killed in between the ledger knows more than was done, never less.
      if (next.isForced) await force(asked, person);
      return change(
        asked,
        next.access,
        `key is closed to ${userName}${next.isForced ? ', without proof' : ''}`,
      );
    case 'finish':
      return finish(next, asked, person, certificate);
  }
}

function whatFollows({ user }: Person): string {
  return user.keysUnknown || user.keys.some(({ status }) => status === 'Active')
    ? 'The monitor warns them, and disables the key after that.'
    : 'None of their keys is enabled.';
}

async function force({ options }: Asked, { account, user, ledger, now }: Person): Promise<void> {
  const { reason = '', dryRun } = options;
  if (dryRun) return;
  const mover = { userId: user.id, userName: user.name };
  await ledger.recordForced(account.id, mover, { at: now, by: ledger.arn, reason });
}

function keyIsOpen(userName: string): string {
  return `key is still open to them; ${moveCommand(userName)} closes it`;
}

/** Needs neither AWS nor the ledger, which hears of it where it can: who has locked somebody out goes back at once. */
async function giveBack(asked: Asked): Promise<void> {
  const { given, engineer, plan, options } = asked;
  const { userName } = engineer;
  const access = withWay(given, 'key');
  if (!openWays(access, plan.config.accessUntil?.key, new Date()).access.includes('key'))
    throw badUse(
      `the last day of key is over for everybody, and what ${asked.file.name} gives ${userName} brings none back: expected a later one under keyturn:accessUntil in Pulumi.${plan.account.name}.yaml`,
    );
  if (given.includes('key'))
    await say(`key is open to ${userName} already: ${asked.file.name} is as it was.\n`);
  else await change(asked, access, `key is open to ${userName} again`);
  if (options.dryRun) return;
  const why = await tellLedgerOfBack(userName, plan.account, options);
  if (why !== undefined)
    process.stderr.write(
      `keyturn: the ledger does not know of it until the monitor's next run: ${why}. Where key is closed again before that, what was warned of or forced before counts still; the same command tells the ledger, too\n`,
    );
}

async function finish(
  { stays, access }: Extract<NextMove, { do: 'finish' }>,
  asked: Asked,
  person: Person,
  certificate: CertificateFiles | undefined,
): Promise<void> {
  const { engineer, file, settings, options } = asked;
  const { userName } = engineer;
  if (!certificate)
    throw badUse(
      `the move of ${userName} is over: name the file of the certificate with --certificate, and ${stays ? 'they stay, since they sign in as this IAM user' : 'their IAM user goes'}`,
    );
  const closed = asked.given.includes('key') ? withAccess(file.text, userName, access) : file.text;
  const text = stays ? closed : withoutIamUser(closed, userName);
  file.assertWritable();
  const asksTrail = options.trail ?? false;
  if (!options.dryRun) await writeCertificate(certificate, person, settings, { stays, asksTrail });
  const what = stays
    ? `${userName} stays, for aws login: with the password and the MFA device, without a key`
    : `${userName} stays, for IAM Identity Center; their IAM user goes, and with it all that it still has`;
  const places = certificate.names.join(' and ');
  const written = `The certificate ${options.dryRun ? 'would be' : 'is'} in ${places}.`;
  await replace(asked, text, what, written);
}

async function change(asked: Asked, access: readonly WayIn[], what: string): Promise<void> {
  const { file, engineer } = asked;
  await replace(asked, withAccess(file.text, engineer.userName, access), what);
}

async function replace(
  { file, plan, options }: Asked,
  text: string,
  what: string,
  also = '',
): Promise<void> {
  const isSame = text === file.text;
  if (!options.dryRun && !isSame) file.replace(text);
  const next = isSame
    ? `${file.name} is as it was.`
    : options.dryRun
      ? 'Nothing was changed.'
      : `pulumi up -s ${plan.account.name} makes it so.`;
  const shown = lineDiff(file.name, file.text, text);
  await say(`${shown}${shown && '\n'}${[`${what}.`, also, next].filter(Boolean).join(' ')}\n`);
}

function say(text: string): Promise<void> {
  return openOutput(undefined).write(text);
}

function notYet(userName: string, why: string): CliError {
  return new CliError(exitCodes.findings, `${userName} is not there yet: ${why}`);
}

/** @throws CliError where the file would be refused by keyturn validate, and by pulumi up */
function assertAdministered({ hasIdentityCenter, plan }: Asked): void {
  if (!hasIdentityCenter)
    throw badUse(
      `no stack file administers IAM Identity Center: expected one with keyturn:accountKinds: [identity-center], or keyturn:identityCenterElsewhere: true in Pulumi.${plan.account.name}.yaml`,
    );
}

function isOver({ engineer, file }: Asked): string {
  return `The move of ${engineer.userName} is over: they have no IAM user, and come by IAM Identity Center. ${file.name} is as it was.\n`;
}

function noIamUser({ engineer, file }: Asked): string {
  return `${file.name} says that ${engineer.userName} has no IAM user, which every other way in needs: expected access with key or sign-in there, and no iamUser; pulumi up then makes a new user`;
}

function noOtherWay({ userName }: DeclaredEngineer): string {
  return `nothing but key is open to ${userName}, and --force closes that: expected another way first, keyturn move ${userName} opens it`;
}
