import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { planStack } from '../config/plan';
import { formatProblem } from '../config/problem';
import { readProjectFolder } from '../config/project-folder';

/** Stack files that are right, as their lines under `config:`. */
export const goodStacks = {
  identity: `
  aws:region: eu-central-1
  keyturn:accountKinds: [identity]
  keyturn:accountId: '111111111111'
`,
  production: `
  aws:region: eu-central-1
  keyturn:accountKinds: [member]
  keyturn:accountId: '222222222222'
  keyturn:roles:
    - {name: deploy, policyArns: [arn:aws:iam::aws:policy/PowerUserAccess], maxSessionHours: 4}
`,
  monitor: `
  aws:region: eu-central-1
  keyturn:accountKinds: [monitor]
  keyturn:accountId: '333333333333'
  keyturn:teamChannel: C0INFRA0001
  keyturn:slackTokenSecretArn: arn:aws:secretsmanager:eu-central-1:333333333333:secret:slack-AbCdEf
`,
} as const;

/** The same, where the management account gives the audit role to the organization's accounts. */
export const organizationStacks = {
  ...goodStacks,
  monitor: `${goodStacks.monitor}  keyturn:accounts: {organization: {id: o-abcdefghij}}\n`,
  management: `
  aws:region: eu-central-1
  keyturn:accountKinds: [organization]
  keyturn:accountId: '444444444444'
  keyturn:auditRoleStackSet:
    organizationalUnitIds: [ou-abcd-11111111]
`,
} as const;

/** A folder with a Pulumi.yaml in it, to be removed after. */
export class TestProject {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'keyturn-project-'));

  constructor(
    stacks: Readonly<Record<string, string>> = goodStacks,
    engineers = 'engineers: {}\n',
    project = 'name: keyturn\n',
  ) {
    for (const [stack, config] of Object.entries(stacks))
      this.write(`Pulumi.${stack}.yaml`, `config:${config}`);
    this.write('stacks/engineers.yaml', engineers);
    this.write('Pulumi.yaml', project);
  }

  write(name: string, text: string | Uint8Array): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }

  delete(name: string): void {
    rmSync(path.join(this.folder, name));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** Plans a stack of a project in which some stacks' config is other than good; problems as people read them. */
export function planOf(
  stack: string,
  changed: Readonly<Record<string, string>> = {},
  {
    project,
    engineers,
    values,
  }: { project?: string; engineers?: string; values?: ReadonlyMap<string, unknown> } = {},
) {
  const files = new TestProject({ ...goodStacks, ...changed }, engineers, project);
  try {
    const { value, problems } = planStack(readProjectFolder(files.folder), stack, values);
    return { value, problems: problems.map(formatProblem) };
  } finally {
    files.remove();
  }
}
