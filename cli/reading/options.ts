import { InvalidArgumentError, Option, type Command } from 'commander';
import { accountIdPattern } from '../../rules/formats';
import type { Account } from '../../rules/model';

/** Declares whose credentials read which accounts, in the order in which the help shows it. */
export function declareAccountOptions(command: Command): Command {
  return command
    .option('--profile <name>', "profile of ~/.aws/config; without it, AWS's standard chain")
    .option('--region <region>', "AWS region; without it, the environment's or the profile's")
    .addOption(
      new Option('--accounts <id=name,…>', 'read these accounts, through --role-name in each')
        .argParser(readAccounts)
        .conflicts('organization'),
    )
    .option('--organization', 'read every active account of the organization, through --role-name')
    .option('--exclude <ids>', 'leave out these accounts of the organization', readIds, [])
    .option('--role-name <name>', 'role to assume in every account but your own', readRoleName)
    .option('--external-id <id>', "what the role's trust asks for, if it does");
}

/** Declares those of whatever reads accounts by the rules' numbers. */
export function declareReadingOptions(command: Command): Command {
  return declareAccountOptions(command)
    .option('--config <file>', "Pulumi.<stack>.yaml with the monitor's settings and scheduleTime")
    .option('--ledger <table>', "the monitor's DynamoDB table, to start from what it has told")
    .option(
      '--ledger-profile <name>',
      "profile of the monitor's account for --ledger, where it is not the one of the users",
    )
    .addOption(
      new Option('--untagged-as <type>', 'take users without the tag type for these').choices([
        'engineer',
        'machine',
      ]),
    );
}

function readAccounts(text: string): readonly Account[] {
  const accounts = text.split(',').map((each): Account => {
    const [id = '', ...rest] = each.trim().split('=');
    const name = rest.join('=') || id;
    // Other marks than commas: without this a name would swallow the accounts after it.
    if (rest.length > 0 && /[^0-9A-Za-z]\d{12}(?![0-9A-Za-z])/.test(name)) throw noAccounts(each);
    return { id: accountId(id), name };
  });
  const ids = accounts.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (twice !== undefined)
    throw new InvalidArgumentError(`Expected each account once, found ${twice} twice.`);
  return accounts;
}

function readIds(text: string): readonly string[] {
  return text.split(',').map((each) => accountId(each.trim()));
}

function accountId(text: string): string {
  if (accountIdPattern.test(text)) return text;
  throw noAccounts(text);
}

function noAccounts(text: string): InvalidArgumentError {
  return new InvalidArgumentError(
    `Expected account ids of 12 digits, with or without =name, with commas between them; found ${JSON.stringify(text)}.`,
  );
}

/**
 * A role's name, with its path where it has one: what stands after `role/` in its ARN.
 * @throws InvalidArgumentError for an ARN, of which AWS would say that nobody may assume it
 */
export function readRoleName(text: string): string {
  if (/^[\w+=,.@/-]+$/.test(text)) return text;
  throw new InvalidArgumentError(
    `Expected a role's name, not its ARN: what stands after role/ in it; found ${JSON.stringify(text)}.`,
  );
}
