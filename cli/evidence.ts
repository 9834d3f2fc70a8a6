import { InvalidArgumentError, type Command } from 'commander';
import { datePattern } from '../rules/formats';
import type * as runEvidence from './evidence/run-evidence';
import { readRoleName } from './reading/options';
import type { Subcommand } from './subcommand';

/* eslint-disable @typescript-eslint/no-require-imports -- Not import(): that is Node's own loader, which knows no
   TypeScript. */
const load = () => require('./evidence/run-evidence') as typeof runEvidence;
/* eslint-enable @typescript-eslint/no-require-imports */

const notes = `
What an auditor takes of a period: every access key that existed in it, with its whole life, from the monitor's daily
reports. It says first what the period lacks: days without a report, accounts that were not read, and where the chain
of reports is broken, in which each names the one before by its SHA-256.

It only reads. Of the bucket it calls ListObjectsV2 and GetObject, and ListObjectVersions where a report is not what
the next one names; with --ledger of DynamoDB Query. With --with-cloudtrail of CloudTrail LookupEvents, in each account
where IAM's events are, two calls a second: that takes seconds an account, sixteen accounts at a time. It writes a folder:
evidence.html, to read, print and keep; evidence.json (docs/schemas/evidence.schema.json); population.csv, events.csv and
exceptions.csv.

Ends with exit code 1 where the chain is broken, with 4 where days or accounts are missing, or CloudTrail of one could not
be asked: all is written before.

Examples:
  keyturn evidence --from 2026-07-01 --to 2026-09-30 --bucket keyturn-reports-1a2b3c4 --profile monitor
  keyturn evidence --from 2026-07-01 --to 2026-09-30 --folder reports --sample 25 --seed 8c1f
  keyturn evidence --from 2026-09-01 --to 2026-09-30 --bucket keyturn-reports-1a2b3c4 --ledger keyturn-ledger
  keyturn evidence --from 2026-09-01 --to 2026-09-30 --bucket keyturn-reports-1a2b3c4 --profile monitor \
    --with-cloudtrail --cloudtrail-profile management --role-name OrganizationAccountAccessRole`;

export const evidence: Subcommand = {
  name: 'evidence',
  declare: (command: Command) => {
    command
      .description(
        'Show an auditor which access keys existed in a period, and what became of each: from the monitor’s daily reports, whose chain it verifies.',
      )
      .requiredOption('--from <date>', 'first day of the period, YYYY-MM-DD', readDate)
      .requiredOption('--to <date>', 'last day of the period, YYYY-MM-DD', readDate)
      .option('--bucket <name>', "the monitor's bucket of reports", readBucket)
      .option('--folder <path>', 'a copy of the bucket, in place of it')
      .option('--out <folder>', 'write into this folder (default: keyturn-evidence-FROM-TO)')
      .option('--sample <keys>', 'show so many keys in full, each on a page of its own', readCount)
      .option('--seed <text>', 'what decides which keys: the same ones for the same text')
      .option('--profile <name>', "profile of ~/.aws/config; without it, AWS's standard chain")
      .option('--region <region>', "AWS region; without it, the environment's or the profile's")
      .option(
        '--ledger <table>',
        "the monitor's DynamoDB table, for what came after the last report",
      )
      .option(
        '--with-cloudtrail',
        'ask CloudTrail of each account for the last 90 days: who made, disabled and deleted keys, by event id',
      )
      .option(
        '--cloudtrail-profile <name>',
        'profile that the accounts are asked by, where it is not that of the bucket',
      )
      .option(
        '--role-name <name>',
        'role to assume for it in every account but that of the credentials',
        readRoleName,
      )
      .option('--external-id <id>', "what the role's trust asks for, if it does")
      .addHelpText('after', notes)
      .action((options: runEvidence.EvidenceOptions) => load().runEvidence(options));
  },
};

function readDate(text: string): string {
  const isDay = datePattern.test(text) && !Number.isNaN(Date.parse(text));
  if (isDay && new Date(text).toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError(`Expected a day as YYYY-MM-DD; found ${JSON.stringify(text)}.`);
}

/** S3 would say of an address that there is no such bucket, or that it may not be read. */
function readBucket(text: string): string {
  if (!/[:/]/.test(text)) return text;
  throw new InvalidArgumentError(
    `Expected a bucket's name, without s3:// and folders; found ${JSON.stringify(text)}.`,
  );
}

function readCount(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(
    `Expected a whole number from 1 to 9999; found ${JSON.stringify(text)}.`,
  );
}
