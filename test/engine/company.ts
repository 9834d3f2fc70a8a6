import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GetRoleCommand, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam';
import type { Stack } from '@pulumi/pulumi/automation';
import { stringify } from 'yaml';
import type { Moto } from '../../emulation/moto/start';
import { PulumiProject } from '../../emulation/pulumi/pulumi-project';
import { workspace } from '../../emulation/workspace';
import { root } from '../../scripts/project-files';
import { upped } from './changes';
import { InAws } from './in-aws';

export const region = 'eu-central-1';
export const accountIds = {
  monitor: '565656565656',
  identity: '121212121212',
  production: '232323232323',
  staging: '343434343434',
  center: '454545454545',
} as const;
export type StackName = keyof typeof accountIds;
/** The accounts that have roles. */
export type Member = 'production' | 'staging';

const awsPolicy = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const deploy = { name: 'deploy', policyArns: [awsPolicy('PowerUserAccess')], maxSessionHours: 4 };
const read = { name: 'read', policyArns: [awsPolicy('ReadOnlyAccess')] };

const stackFiles: Readonly<Record<Exclude<StackName, 'center'>, object>> = {
  monitor: {
    'keyturn:accountKinds': ['monitor'],
    'keyturn:teamChannel': 'C08KEYROOM1',
    'keyturn:slackTokenSecretArn': `arn:aws:secretsmanager:${region}:${accountIds.monitor}:secret:slack-UvWxYz`,
  },
  identity: { 'keyturn:accountKinds': ['identity'] },
  production: { 'keyturn:accountKinds': ['member'], 'keyturn:roles': [deploy, read] },
  staging: { 'keyturn:accountKinds': ['member'], 'keyturn:roles': [deploy] },
};

const people = {
  roleSets: { backend: ['production/deploy', 'staging/deploy'] },
  engineers: {
    ada: { slackId: 'U08ADAKEY01', roles: ['backend'] },
    ben: { slackId: 'U08BENKEY01', roles: ['backend'] },
    cleo: { slackId: 'U08CLEOKEY1', roles: ['production/read'] },
  },
};

/** Which engineers.yaml and stack files refuse. */
const withoutAliases = { aliasDuplicateObjects: false } as const;

const engineersFile = 'stacks/engineers.yaml';

/** A company with two accounts of roles; the stack file of the account that administers Identity Center comes later. */
export class Company {
  private readonly project: PulumiProject;
  private readonly stacks = new Map<StackName, Stack>();

  constructor(private readonly moto: Moto) {
    this.project = new PulumiProject(moto, (folder) => {
      cpSync(path.join(root, 'Pulumi.yaml'), path.join(folder, 'Pulumi.yaml'));
      mkdirSync(path.join(folder, 'stacks'));
      writeFileSync(path.join(folder, engineersFile), stringify(people, withoutAliases));
    });
    this.project.set('Pulumi.yaml', ['main'], path.join(root, 'stacks', 'index.ts'));
    // Pulumi's own compiler, which other suites go through, makes every program anew.
    const options = { typescript: false, nodeargs: `-r ${workspace.typeScriptLoader}` };
    this.project.set('Pulumi.yaml', ['runtime'], { name: 'nodejs', options });
    for (const [stack, config] of Object.entries(stackFiles))
      this.declare(stack as StackName, config);
  }

  close(): void {
    this.project.delete();
  }

  /** Writes an account's stack file. */
  declare(stack: StackName, config: object): void {
    const own = { 'aws:region': region, 'keyturn:accountId': accountIds[stack] };
    this.project.write(
      `Pulumi.${stack}.yaml`,
      stringify({ config: { ...own, ...config } }, withoutAliases),
    );
  }

  /** Made once, with its file: the CLI is asked several things for it. */
  async stack(name: StackName): Promise<Stack> {
    const stack = this.stacks.get(name) ?? (await this.project.stack(name, accountIds[name]));
    this.stacks.set(name, stack);
    return stack;
  }

  /** What a deployment of these changes, one after the other. */
  async up(...names: readonly StackName[]): Promise<readonly string[]> {
    const changes: string[] = [];
    for (const name of names) changes.push(...(await upped(await this.stack(name))));
    return changes;
  }

  /** One key of a stack's config; undefined takes it out. */
  config(stack: StackName, key: string, value: unknown): void {
    this.project.set(`Pulumi.${stack}.yaml`, ['config', `keyturn:${key}`], value);
  }

  /** The application that the roles of all accounts trust; undefined: none. */
  trusts(applicationArn: string | undefined): void {
    const key = ['config', 'keyturn:accountAccessApplicationArn', 'default'];
    this.project.set('Pulumi.yaml', key, applicationArn ?? '');
  }

  /** One field of somebody's in engineers.yaml, or all of them; undefined takes it out. */
  engineer(userName: string, value: unknown, field?: string): void {
    const at = ['engineers', userName, ...(field === undefined ? [] : [field])];
    this.project.set(engineersFile, at, value);
  }

  /** What stays of a role whoever is let in, and its trust. */
  async role(account: Member, name: string) {
    const iam = await new InAws(this.moto, accountIds[account]).iam();
    const asked = { RoleName: name };
    const { Role } = await iam.send(new GetRoleCommand(asked));
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand(asked));
    const { RoleId, RoleName, Arn, MaxSessionDuration, AssumeRolePolicyDocument = '' } = Role ?? {};
    const trust = JSON.parse(decodeURIComponent(AssumeRolePolicyDocument)) as {
      readonly Statement: readonly object[];
    };
    return {
      is: {
        ...{ RoleId, RoleName, Arn, MaxSessionDuration },
        policies: AttachedPolicies.map(({ PolicyArn }) => PolicyArn).sort(),
      },
      trust: trust.Statement,
    };
  }

  /** All three of them, by account and name. */
  async roles() {
    return Promise.all([
      this.role('production', 'deploy'),
      this.role('production', 'read'),
      this.role('staging', 'deploy'),
    ]);
  }
}

export const roleArn = (account: Member, name: string) =>
  `arn:aws:iam::${accountIds[account]}:role/${name}`;
/** As whom somebody is in a role. */
export const session = (account: Member, role: string, name: string) =>
  `arn:aws:sts::${accountIds[account]}:assumed-role/${role}/${name}`;
