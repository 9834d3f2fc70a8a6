import { readFileSync, statSync } from 'node:fs';
import { counted } from '../../rules/counted';
import { isUnknown } from '../../rules/model';
import { isSameName } from '../../rules/without-case';
import { LARGEST_FILE_BYTES } from '../../stacks/config/yaml-file';
import { findCaller } from '../aws/caller';
import { badUse } from '../cli-error';
import { assertComplete } from '../incomplete';
import { openOutput } from '../output';
import { startProgress, type Progress } from '../progress';
import { SlackClient, standardApiUrl } from '../slack/slack-client';
import { decide, emailOf } from './decide';
import { EngineersDocument } from './engineers-document';
import { findPeople, type Person } from './find-people';
import { joinedGroups, planGroups } from './groups';
import { findHome, type Home } from './home';
import { importFile } from './import-file';
import {
  checkNames,
  checkTold,
  slackToken,
  targetsOf,
  toldTypes,
  type AdoptOptions,
  type Targets,
} from './options';
import { readAccount, type FoundAccount, type FoundUser } from './read-account';
import { describeAdoption } from './summary';
import { checkTarget, writeFiles } from './write-files';

/** @throws CliError, where users were left out only after the files were written */
export async function runAdopt(options: AdoptOptions): Promise<void> {
  const home = findHome(options);
  const targets = targetsOf(home, options);
  const told = toldTypes(options);
  const token = slackToken(options);
  if (!options.dryRun) Object.values(targets).forEach(checkTarget);
  const document = openDocument(home, targets, options);
  const { account, people } = await look(home, options, token);
  checkNames(account, options);
  checkTold(told, document);
  const wanted = account.users.filter(
    ({ name }) => !options.leaveOut?.some((each) => isSameName(each, name)),
  );
  const declared = document.users();
  const before = planGroups(document.content(), home, account);
  const decisions = decide(wanted, {
    declared: declared.map(({ name }) => name),
    takenSlackIds: document.slackIds(),
    joined: joinedGroups(before),
    naming: home.naming,
    ways: home.ways,
    told,
    emailTag: options.emailTag,
    people,
  });
  document.add(decisions.adopted);
  const leftOut = new Set(decisions.leftOut.map(({ name }) => name));
  const present = new Set(account.users.map(({ name }) => name));
  // A user of whom the file says that there is none is nobody's to keep: pulumi up would delete an imported one.
  const imported = document
    .users()
    .filter(({ name, hasIamUser }) => hasIamUser && present.has(name) && !leftOut.has(name));
  const groups = planGroups(document.content(), home, account);
  const files = [
    { ...targets.engineers, text: document.toString() },
    { ...targets.imports, text: importFile(home, imported, groups) },
  ];
  if (Buffer.byteLength(files[0]?.text ?? '') > LARGEST_FILE_BYTES)
    throw badUse(
      `engineers.yaml would have more than ${LARGEST_FILE_BYTES} bytes: expected fewer users; --leave-out some`,
    );
  if (account.users.length > 0 && !options.dryRun) writeFiles(files);
  const askedSlack = people !== undefined;
  const adoption = {
    home,
    account,
    decisions,
    declared,
    imported,
    groups,
    options,
    files,
    askedSlack,
  };
  await openOutput(undefined).write(describeAdoption(adoption));
  const missing = [
    ...(isUnknown(account.credentialReportAt)
      ? ['there is no credential report, and more is guessed than need be']
      : []),
    ...(leftOut.size > 0
      ? [`${leftOut.size} of ${counted(account.users.length, 'user')} could not be adopted`]
      : []),
  ];
  assertComplete(missing, 'output');
}

/** What is there, to be added to; or a new one. */
function openDocument(
  { account }: Home,
  { engineers: { file } }: Targets,
  { merge }: AdoptOptions,
): EngineersDocument {
  const isThere = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  if (merge && isThere) return EngineersDocument.read(file);
  const before = isThere ? readFileSync(file, 'utf8') : '';
  // Where its schema is, for editors, is as true of the new one.
  const [, forEditors] = /^# (yaml-language-server: .*?)\r?$/m.exec(before) ?? [];
  return EngineersDocument.new([
    ...(forEditors === undefined ? [] : [forEditors, '']),
    `Everybody who has an IAM user in account ${account.id}, as keyturn adopt found them. What was guessed says so.`,
    '`keyturn validate` names each Slack id that is to be filled in.',
  ]);
}

async function look(
  home: Home,
  options: AdoptOptions,
  token: string | undefined,
): Promise<{ account: FoundAccount; people?: ReadonlyMap<string, Person> }> {
  const progress = startProgress('reading the account');
  try {
    const { profile, region = home.account.region } = options;
    const caller = await findCaller({ profile, region });
    if (caller.accountId !== home.account.id)
      throw badUse(
        `the credentials are of account ${caller.accountId}: expected ${home.account.id}, the account of stack ${home.account.name}`,
      );
    const account = await readAccount(caller);
    if (token === undefined) return { account };
    return { account, people: await ask(account.users, home, options, token, progress) };
  } finally {
    progress.stop();
  }
}

async function ask(
  users: readonly FoundUser[],
  home: Home,
  { emailTag, slackApiUrl }: AdoptOptions,
  token: string,
  progress: Progress,
): Promise<ReadonlyMap<string, Person>> {
  const emails = users.flatMap((user) => emailOf(user, emailTag)?.toLowerCase() ?? []);
  const different = [...new Set(emails)];
  const say = (asked: number, note = '') =>
    progress.say(`asking Slack: ${asked} of ${different.length}${note}`);
  let asked = 0;
  const slack = new SlackClient(
    token,
    slackApiUrl ?? home.slackApiUrl ?? standardApiUrl,
    (seconds) => say(asked, `, which has us wait ${seconds} s`),
  );
  return findPeople(slack, different, (count) => say((asked = count)));
}
