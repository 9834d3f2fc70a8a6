import path from 'node:path';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { Organization } from '../../emulation/moto/organization';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { deployStack, type DeployedResource } from '../../emulation/pulumi/deploy';
import type { PolicyDocument } from '../../rules/policies';
import { isAllowed } from '../../rules/policies/testing/decide';
import { planStack } from '../../stacks/config/plan';
import { readProjectFolder } from '../../stacks/config/project-folder';
import { TestProject } from '../../stacks/testing/project';
import { deployerPolicies } from '../../cli/deployer-policy/deployer-policies';
import { judged, type Judged } from './judged';
import { callsOfLife } from './life';

export const accountId = '333333333333';

/** Every kind of account in one, with all that a stack file can have made. */
const everything = (unit: string) => `
  aws:region: eu-central-1
  aws:defaultTags: {tags: {cost-centre: '42'}}
  keyturn:accountKinds: [identity, member, monitor, organization]
  keyturn:accountId: '${accountId}'
  keyturn:createTrail: true
  keyturn:deletionProtection: false
  keyturn:roles: [{name: deploy, path: /teams/, policyArns: ['arn:aws:iam::aws:policy/PowerUserAccess']}]
  keyturn:teamChannel: C0INFRA0001
  keyturn:slackToken: {secure: AAABAA}
  keyturn:slackSigningSecret: {secure: AAABAA}
  keyturn:slackAppId: A0COMPANY01
  keyturn:fanOut: distributed
  keyturn:createKmsKey: true
  keyturn:accessLogBucket: access-logs
  keyturn:reportObjectLock: {days: 400, mode: governance}
  keyturn:reservedConcurrency: {notify: 2}
  keyturn:alarmEmails: [infrastructure@example.com]
  keyturn:dashboard: true
  keyturn:accounts: {organization: {id: o-abcdefghij}}
  keyturn:auditRoleStackSet: {organizationalUnitIds: [${unit}]}
`;
const engineers = `
engineers:
  alice: {slackId: U0ALICE0001, path: /people/, roles: [company/deploy]}
machineUsers:
  backup: {slackId: C0INFRA0001, policyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']}
`;
const secrets = {
  'keyturn:slackToken': ['xoxb', 'deployer', 'policies'].join('-'),
  'keyturn:slackSigningSecret': 'of-the-deployer-policies',
};

export interface Deployed {
  readonly policies: readonly PolicyDocument[];
  /** What IAM is asked in the stack's life, each question once. */
  readonly asked: readonly Judged[];
  /** The types of the resources that it made. */
  readonly types: ReadonlySet<string>;
  /** Of the StackSet. */
  readonly templateTypes: ReadonlySet<string>;
}

const leftToIam: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Iam',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${accountId}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
};

/** Whether IAM lets a role with these policies do it. */
export function mayBe(
  { action, resource, context }: Judged,
  identityPolicies: readonly PolicyDocument[],
): Promise<boolean> {
  return isAllowed({
    principal: `arn:aws:iam::${accountId}:role/deployer`,
    action,
    resource,
    // A bucket's ARN names none.
    resourceAccountId: accountId,
    context,
    identityPolicies,
    // As AWS makes keys: their account's IAM decides.
    ...(action.startsWith('kms:') && { resourcePolicy: leftToIam }),
  });
}

/** Deploys the stack, and lives its life. */
export async function liveThrough(): Promise<Deployed> {
  const moto = await startMoto();
  try {
    await makeAccessLogBucket(moto);
    const organization = await Organization.of(moto, accountId);
    const program = path.join(__dirname, '..', '..', 'stacks', 'index.ts');
    const project = new TestProject(
      { company: everything(await organization.addUnit('workloads')) },
      engineers,
      `name: keyturn\nmain: ${program}\n`,
    );
    try {
      return await liveIn(moto, project.folder);
    } finally {
      project.remove();
    }
  } finally {
    await moto.stop();
  }
}

/** S3's access logs go to a bucket of the company's own, which lets S3 put them there. */
async function makeAccessLogBucket(moto: Moto): Promise<void> {
  const s3 = new S3Client({
    endpoint: moto.url,
    region: 'eu-central-1',
    credentials: await moto.credentialsFor(accountId),
    forcePathStyle: true,
  });
  const Bucket = 'access-logs';
  await s3.send(
    new CreateBucketCommand({
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
    }),
  );
  const Statement = [
    {
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    },
  ];
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
}

async function liveIn(moto: Moto, projectFolder: string): Promise<Deployed> {
  const { value: plan, problems } = planStack(readProjectFolder(projectFolder), 'company');
  if (!plan) throw new Error(JSON.stringify(problems));
  const stack = { stack: 'company', moto, accountId, projectFolder, secrets };
  const { resources } = await deployStack(stack);
  const calls = await callsOfLife(moto, accountId, resources);
  const arns = arnsOf(resources);
  const asked = calls.flatMap((call) => judged(call, accountId, arns));
  return {
    policies: deployerPolicies({ plan, isTagged: true, roomForNew: false }),
    asked: [...new Map(asked.map((each) => [JSON.stringify(each), each])).values()],
    types: new Set(resources.map(({ type }) => type)),
    templateTypes: new Set(
      JSON.stringify(calls.map(({ input }) => input['TemplateBody'])).match(/AWS::\w+::\w+/g),
    ),
  };
}

/** Of IAM's things by kind and name, whatever their path. */
function arnsOf(resources: readonly DeployedResource[]): ReadonlyMap<string, string> {
  return new Map(
    resources.flatMap(({ outputs: { arn } }) => {
      const [, kind = '', name = ''] =
        /^arn:aws:iam::\d+:(\w+)\/(?:.*\/)?(.*)$/.exec(String(arn)) ?? [];
      return kind === '' ? [] : [[`${kind}/${name}`, String(arn)] as const];
    }),
  );
}
