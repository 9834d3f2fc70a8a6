import { InvalidArgumentError, Option, type Command } from 'commander';
import { ruleNames } from '../rules/report/rule-names';
import { formats } from './audit/format-names';
import type * as runAudit from './audit/run-audit';
import { declareReadingOptions } from './reading/options';
import type { Subcommand } from './subcommand';

/* eslint-disable @typescript-eslint/no-require-imports -- Not import(): that is Node's own loader, which knows no
   TypeScript. */
const load = () => require('./audit/run-audit') as typeof runAudit;
/* eslint-enable @typescript-eslint/no-require-imports */

const notes = `
It only reads. Of IAM it calls GenerateCredentialReport, which makes AWS renew the account's credential report,
GetCredentialReport, GetAccountAuthorizationDetails (users, and with them groups, roles and policies, unless --no-roles),
ListAccessKeys, GetAccessKeyLastUsed, ListServiceSpecificCredentials and ListAccountAliases; and for what an older
report leaves open ListVirtualMFADevices, ListMFADevices and GetLoginProfile; with --trail of CloudTrail LookupEvents,
twice a second in each account and region. AWS's own policy SecurityAudit allows them all. Sessions of --role-name are
held to reading whatever the role may.

Examples:
  keyturn audit --profile identity
  keyturn audit --organization --role-name OrganizationAccountAccessRole --format html --out keys.html
  keyturn audit --trail --config Pulumi.monitor.yaml
  keyturn audit --fail-on rotation --fail-on mfa --format sarif --out keyturn.sarif`;

export const audit: Subcommand = {
  name: 'audit',
  declare: (command: Command) => {
    command
      .description(
        'Read IAM users, their keys and other credentials, root, groups and roles, and report ages, last use, who breaks which of the five rules, who could do without keys, and who would be told or disabled in the next 30 days.',
      )
      .addOption(
        new Option('--format <format>', 'how to write the report')
          .choices(formats)
          .default('table'),
      )
      .option('--out <file>', 'write to this file, not to standard output')
      .addOption(
        new Option('--fail-on <rule...>', 'end with exit code 1 if this rule is broken; repeatable')
          .choices([...ruleNames, 'any'])
          .default([], 'none'),
      )
      .option('--no-roles', 'read and judge neither groups nor roles, only users')
      .option(
        '--unused-after <days>',
        'find keys and passwords that nobody has used for so many days (default: unusedAge of --config, or 45)',
        readDays,
      )
      .option(
        '--trail',
        'ask CloudTrail, too, who used each key in the last 90 days, to say who could do without keys',
      );
    declareReadingOptions(command).addHelpText('after', notes);
    command.action((options: runAudit.AuditOptions) => load().runAudit(options));
  },
};

function readDays(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(
    `Expected a whole number of days from 1 on; found ${JSON.stringify(text)}.`,
  );
}
