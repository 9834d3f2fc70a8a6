import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Stack } from '@pulumi/pulumi/automation';
import { stringify } from 'yaml';
import type { IdentityCenterAccessArgs } from '../../../components';
import type { Moto } from '../../../emulation/moto/start';
import { PulumiProject } from '../../../emulation/pulumi/pulumi-project';
import { workspace } from '../../../emulation/workspace';
import { upped } from '../changes';
import { IdentityCenterInAws } from './in-aws';

export const managementId = '454545454545';
export const productionId = '232323232323';
export const region = 'eu-central-1';
export const roleArn = (name: string) => `arn:aws:iam::${productionId}:role/${name}`;
/** As whom somebody is in a role. */
export const session = (role: string, name: string) =>
  `arn:aws:sts::${productionId}:assumed-role/${role}/${name}`;

const stacks = ['management', 'production'] as const;
type StackName = (typeof stacks)[number];

function writeProject(folder: string): void {
  const options = { typescript: false, nodeargs: `-r ${workspace.typeScriptLoader}` };
  const project = {
    name: 'people',
    runtime: { name: 'nodejs', options },
    main: path.join(__dirname, 'index.ts'),
  };
  writeFileSync(path.join(folder, 'Pulumi.yaml'), stringify(project));
  for (const stack of stacks)
    writeFileSync(
      path.join(folder, `Pulumi.${stack}.yaml`),
      stringify({ config: { 'aws:region': region } }),
    );
}

/** The account that administers Identity Center, and one with roles, as a program of a company's own has them. */
export class TwoAccounts {
  private applicationArn = '';

  private constructor(
    private readonly project: PulumiProject,
    readonly management: Stack,
    readonly production: Stack,
    readonly center: IdentityCenterInAws,
  ) {}

  static async open(moto: Moto, source: 'internal' | 'external'): Promise<TwoAccounts> {
    await moto.reset();
    const project = new PulumiProject(moto, writeProject);
    const management = await project.stack('management', managementId);
    const production = await project.stack('production', productionId);
    const place = { accountId: managementId, region };
    const center = await IdentityCenterInAws.enable(moto, place, source);
    return new TwoAccounts(project, management, production, center);
  }

  close(): void {
    this.project.delete();
  }

  /** What it changes, without the provider that the engine makes by itself. */
  async up(stack: StackName): Promise<readonly string[]> {
    const changes = await upped(this[stack]);
    return changes.filter((change) => !change.includes(' default_'));
  }

  /** Who is to be let in. */
  access(args: Partial<Record<keyof IdentityCenterAccessArgs, unknown>>): void {
    this.set('management', 'access', args);
  }

  /** The roles that are to be there, which trust the application if there is one. */
  roles(names: readonly string[], accountAccessApplicationArn?: string): void {
    const of = {
      identityAccountId: managementId,
      ...(accountAccessApplicationArn !== undefined && { accountAccessApplicationArn }),
    };
    this.set(
      'production',
      'roles',
      names.map((roleName) => ({ roleName, ...of })),
    );
  }

  /** The ARN of the application that is made, by which people come in from then on. */
  async readApplication(): Promise<string> {
    const { applicationArn } = await this.management.outputs();
    this.applicationArn = applicationArn?.value as string;
    return this.applicationArn;
  }

  comesIn(userName: string, role: string): Promise<string | undefined> {
    const { applicationArn } = this;
    return this.center.comesIn(userName, { applicationArn, roleArn: roleArn(role) });
  }

  private set(stack: StackName, key: string, value: unknown): void {
    this.project.set(`Pulumi.${stack}.yaml`, ['config', `people:${key}`], value);
  }
}
