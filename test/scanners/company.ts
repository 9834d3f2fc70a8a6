import path from 'node:path';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { awsOf } from '../../emulation/company/aws-of';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { deployStack, type DeployedResource } from '../../emulation/pulumi/deploy';
import { root } from '../../scripts/project-files';

/** The stacks of this repository and their accounts, in the order in which they are deployed. */
export const accounts = {
  monitor: '333333333333',
  identity: '111111111111',
  production: '222222222222',
} as const;
export type StackName = keyof typeof accounts;

/** The regions in which the stacks make something. */
export const regions = ['eu-central-1', 'us-east-1'];

export const settings = ['default', 'everything on'] as const;
export type Setting = (typeof settings)[number];

/** What the three stacks have made in an emulated AWS of its own. */
export interface Company {
  readonly moto: Moto;
  readonly stacks: ReadonlyMap<StackName, readonly DeployedResource[]>;
}

const accessLogBucket = 'acme-access-logs';
const slackToken = ['xoxb', 'scanners', 'test'].join('-');

/**
 * Deploys the stacks as their files say, but for what makes more resources to look at: the token is kept by the stack,
 * a state machine takes the runs through the accounts, and the identity account gets a trail. With everything on it is
 * the monitor's alone: the others have nothing to switch on.
 */
export async function deployCompany(setting: Setting): Promise<Company> {
  // Prowler asks for much that it does not have, and takes that for nothing being there.
  const moto = await startMoto();
  try {
    const stacks = new Map<StackName, readonly DeployedResource[]>();
    stacks.set('monitor', await deployMonitor(moto, setting));
    if (setting === 'everything on') return { moto, stacks };
    const trail = { 'keyturn:createTrail': true };
    stacks.set('identity', await deploy(moto, 'identity', trail));
    stacks.set('production', await deploy(moto, 'production', {}));
    return { moto, stacks };
  } catch (error) {
    await moto.stop();
    throw error;
  }
}

async function deploy(
  moto: Moto,
  stack: StackName,
  config: Readonly<Record<string, unknown>>,
): Promise<readonly DeployedResource[]> {
  const { resources } = await deployStack({
    stack,
    moto,
    accountId: accounts[stack],
    projectFolder: root,
    config,
  });
  return resources;
}

async function deployMonitor(moto: Moto, setting: Setting): Promise<readonly DeployedResource[]> {
  const accountId = accounts.monitor;
  if (setting === 'default') {
    // The token is no secret, and a stack's file can't be given one with the rest of its config.
    const config = {
      'keyturn:fanOut': 'distributed',
      'keyturn:slackToken': slackToken,
      'keyturn:slackTokenSecretArn': '',
    };
    return deploy(moto, 'monitor', config);
  }
  await makeAccessLogBucket(moto);
  const { resources } = await deployStack({
    stack: 'monitor',
    moto,
    accountId,
    projectFolder: path.join(__dirname, 'everything-on'),
    config: {
      'scanners:accountId': accountId,
      'scanners:accounts': Object.entries(accounts).map(([name, id]) => ({ name, id })),
      'scanners:accessLogBucket': accessLogBucket,
    },
    secrets: { 'scanners:slackToken': slackToken },
  });
  return resources;
}

/** The company's own, with the policy that the setting's description asks for. */
async function makeAccessLogBucket(moto: Moto): Promise<void> {
  const place = { accountId: accounts.monitor, region: 'eu-central-1' };
  const s3 = new S3Client({ ...(await awsOf(moto, place)), forcePathStyle: true });
  await s3.send(
    new CreateBucketCommand({
      Bucket: accessLogBucket,
      CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
    }),
  );
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${accessLogBucket}/*`,
        Condition: { StringEquals: { 'aws:SourceAccount': accounts.monitor } },
      },
    ],
  });
  await s3.send(new PutBucketPolicyCommand({ Bucket: accessLogBucket, Policy }));
}
