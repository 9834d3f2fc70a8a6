import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { exitCodes } from '../../cli/exit-codes';
import type { Ended } from '../../cli/testing/ended';
import { Keyturn } from '../../cli/testing/keyturn';
import { region, type Company } from './company';
import { accounts, type AccountName } from './people';

/** The name of their role. */
export const AUDITOR = 'auditor';

/** Somebody in the monitor's account who may do what the command's own help names, there and in the others, and no more. */
export class Auditor {
  private constructor(
    private readonly company: Company,
    readonly keyturn: Keyturn,
  ) {}

  static async in(company: Company): Promise<Auditor> {
    const keyturn = await Keyturn.build();
    try {
      const { stdout } = await keyturn.run(['audit', '--help']);
      const sentence = /Of IAM it calls[^.]*/.exec(stdout)?.[0] ?? '';
      const calls = sentence.match(/\b(Generate|Get|List)\w+/g) ?? [];
      for (const account of Object.keys(accounts) as AccountName[])
        await makeRole(company, account, calls);
      return new Auditor(company, keyturn);
    } catch (error) {
      keyturn.remove();
      throw error;
    }
  }

  /** The command with a session in one account's role. */
  async run(account: AccountName, args: readonly string[], cwd?: string): Promise<Ended> {
    const { accessKeyId, secretAccessKey, sessionToken } = await this.company.sessionIn(
      `arn:aws:iam::${accounts[account]}:role/${AUDITOR}`,
    );
    return this.keyturn.start(args, {
      cwd,
      env: {
        ...this.company.aws.env,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_SESSION_TOKEN: sessionToken ?? '',
        AWS_REGION: region,
        AWS_EC2_METADATA_DISABLED: 'true',
      },
    });
  }

  /** Over all three accounts, by the settings of the monitor's stack; what it writes as JSON. */
  async read<Result>(command: 'audit' | 'plan', ...args: readonly string[]): Promise<Result> {
    const project = this.company.project('function');
    try {
      const all = Object.entries(accounts).map(([name, id]) => `${id}=${name}`);
      const where = [
        '--accounts',
        all.join(),
        '--role-name',
        AUDITOR,
        '--config',
        'Pulumi.monitor.yaml',
      ];
      const options = [command, ...where, '--format', 'json', ...args];
      const { code, stdout, stderr } = await this.run('monitor', options, project.folder);
      // With `incomplete` the output says what is not known, and the comparison sees whether that is too much.
      if (code !== exitCodes.fine && code !== exitCodes.incomplete)
        throw new Error(`keyturn ${command} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout) as Result;
    } finally {
      project.remove();
    }
  }
}

/** The account's people trust the monitor's account with it. */
async function makeRole(
  company: Company,
  account: AccountName,
  calls: readonly string[],
): Promise<void> {
  const iam = company.iam(account);
  const Version = '2012-10-17';
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${accounts.monitor}:root` },
    Action: 'sts:AssumeRole',
  };
  await iam.send(
    new CreateRoleCommand({
      RoleName: AUDITOR,
      AssumeRolePolicyDocument: JSON.stringify({ Version, Statement: [trust] }),
    }),
  );
  const Statement = [
    { Effect: 'Allow', Action: calls.map((call) => `iam:${call}`), Resource: '*' },
    { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: `arn:aws:iam::*:role/${AUDITOR}` },
    { Effect: 'Allow', Action: 'dynamodb:Query', Resource: '*' },
  ];
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: AUDITOR,
      PolicyName: 'read',
      PolicyDocument: JSON.stringify({ Version, Statement }),
    }),
  );
}
