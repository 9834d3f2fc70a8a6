import path from 'node:path';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { awsOf } from '../../emulation/company/aws-of';
import { functionsWith } from '../../demo/deployed-monitor';
import { EmulatedCompany } from '../../emulation/company/emulated-company';
import { Organization } from '../../emulation/moto/organization';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { deployStack, type DeployedStack } from '../../emulation/pulumi/deploy';
import { startSlack, type SlackServer } from '../../emulation/slack/start';
import { TestProject } from '../../stacks/testing/project';

const root = path.join(__dirname, '..', '..');
const region = 'eu-central-1';
const managementId = '454545454545';
const token = ['xoxb', 'organization', 'test'].join('-');
export const channel = 'C0SECURE001';

/**
 * An organization: the management account; `security`, an account with a stack, of the monitor and the IAM users;
 * in the unit `workloads` accounts without one, `payments` and, a unit below, `data`; and `sandbox`, in no unit.
 */
export class OrganizationCompany {
  private constructor(
    readonly moto: Moto,
    readonly slack: SlackServer,
    readonly organization: Organization,
    readonly emulated: EmulatedCompany,
    /** Ids by name. */
    readonly accounts: Readonly<Record<Name, string>>,
    readonly workloads: string,
    readonly deployed: Readonly<Record<'management' | 'security', DeployedStack>>,
  ) {}

  /**
   * Deploys its two stacks.
   * @param delegated the stack of the security account makes the StackSet, and not that of the management account
   */
  static async found(at: Date, delegated = false): Promise<OrganizationCompany> {
    const clock = { now: at };
    const channels = [{ id: channel, name: 'infrastructure' }];
    const users = [{ id: 'U0ALICE0001', name: 'alice' }];
    const slack = await startSlack({ users, channels, token, now: () => clock.now });
    const moto = await startMoto({ at });
    try {
      const organization = await Organization.of(moto, managementId);
      const workloads = await organization.addUnit('workloads');
      const analytics = await organization.addUnit('analytics', workloads);
      const security = await organization.addAccount('security', workloads);
      const accounts = {
        management: managementId,
        security,
        payments: await organization.addAccount('payments', workloads),
        data: await organization.addAccount('data', analytics),
        sandbox: await organization.addAccount('sandbox'),
      };
      if (delegated) await organization.delegateStackSets(security);
      const stacks = stacksOf(accounts, workloads, organization.id, await secretIn(moto, security));
      const deployed = await deploy(moto, accounts, delegated ? delegatedTo(stacks) : stacks);
      const place = { accountId: security, region };
      const emulated = await EmulatedCompany.of(moto, slack, place, {
        clock,
        ...functionsWith(slack),
      });
      return new this(moto, slack, organization, emulated, accounts, workloads, deployed);
    } catch (error) {
      await Promise.all([moto.stop(), slack.stop()]);
      throw error;
    }
  }

  /** IAM of an account, as its root sees it. */
  async iamOf(accountId: string): Promise<IAMClient> {
    return new IAMClient(await awsOf(this.moto, { accountId, region: 'us-east-1' }));
  }
}

type Name = 'management' | 'security' | 'payments' | 'data' | 'sandbox';
type Stacks = Readonly<Record<'management' | 'security', string>>;

function stacksOf(
  { management, security }: Readonly<Record<Name, string>>,
  workloads: string,
  organizationId: string,
  secretArn: string,
): Stacks {
  return {
    management: `
  aws:region: ${region}
  keyturn:accountKinds: [organization]
  keyturn:accountId: '${management}'
  keyturn:auditRoleStackSet: {organizationalUnitIds: [${workloads}]}
`,
    security: `
  aws:region: ${region}
  keyturn:accountKinds: [monitor, identity]
  keyturn:accountId: '${security}'
  keyturn:teamChannel: ${channel}
  keyturn:slackTokenSecretArn: ${secretArn}
  keyturn:dryRun: false
  keyturn:accounts:
    organization: {id: ${organizationId}, roleArn: 'arn:aws:iam::${management}:role/list-accounts'}
`,
  };
}

/** The same, where the other account makes the StackSet. */
function delegatedTo({ management, security }: Stacks): Stacks {
  const [, units = ''] = /organizationalUnitIds: (\[.*\])/.exec(management) ?? [];
  return {
    management: management
      .replace('[organization]', '[member]')
      .replace(/ {2}keyturn:auditRoleStackSet.*\n/, ''),
    security: `${security.replace('[monitor,', '[organization, monitor,')}  keyturn:auditRoleStackSet: {organizationalUnitIds: ${units}, delegatedAdministrator: true}
`,
  };
}

async function secretIn(moto: Moto, accountId: string): Promise<string> {
  const secrets = new SecretsManagerClient(await awsOf(moto, { accountId, region }));
  const { ARN = '' } = await secrets.send(
    new CreateSecretCommand({ Name: 'keyturn/slack-token', SecretString: token }),
  );
  return ARN;
}

async function deploy(moto: Moto, accounts: Readonly<Record<Name, string>>, stacks: Stacks) {
  const management = new IAMClient(await awsOf(moto, { accountId: accounts.management, region }));
  // What it trusts is its owner's business.
  await management.send(
    new CreateRoleCommand({ RoleName: 'list-accounts', AssumeRolePolicyDocument: '{}' }),
  );
  const program = path.join(root, 'stacks', 'index.ts');
  const project = new TestProject(stacks, undefined, `name: keyturn\nmain: ${program}\n`);
  const deployOne = (stack: keyof Stacks) =>
    deployStack({ stack, moto, accountId: accounts[stack], projectFolder: project.folder });
  try {
    return { security: await deployOne('security'), management: await deployOne('management') };
  } finally {
    project.remove();
  }
}
