import { z } from 'zod';
import { GetPolicyCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { getGroup, getInstances, getUser } from './identity-center/functions';
import { defineFunction, type ProviderFunction } from './resource-type';

const partitions: Readonly<Record<string, { dnsSuffix: string; reverseDnsPrefix: string }>> = {
  aws: { dnsSuffix: 'amazonaws.com', reverseDnsPrefix: 'com.amazonaws' },
  'aws-cn': { dnsSuffix: 'amazonaws.com.cn', reverseDnsPrefix: 'cn.com.amazonaws' },
  'aws-us-gov': { dnsSuffix: 'amazonaws.com', reverseDnsPrefix: 'com.amazonaws' },
};

const getCallerIdentity = defineFunction({
  token: 'aws:index/getCallerIdentity:getCallerIdentity',
  args: z.strictObject({ id: z.string().optional() }),
  call: (_args, { accountId, callerArn, callerId }) =>
    Promise.resolve({ accountId, arn: callerArn, id: accountId, userId: callerId }),
});

const getPartition = defineFunction({
  token: 'aws:index/getPartition:getPartition',
  args: z.strictObject({ id: z.string().optional() }),
  call: (_args, { partition }) =>
    Promise.resolve({ id: partition, partition, ...partitions[partition] }),
});

const getRegion = defineFunction({
  token: 'aws:index/getRegion:getRegion',
  args: z.strictObject({ id: z.string().optional(), region: z.string().optional() }),
  call: ({ region }, aws) => {
    const name = region ?? aws.region;
    return Promise.resolve({
      description: name,
      endpoint: `ec2.${name}.${partitions[aws.partition]?.dnsSuffix}`,
      id: name,
      name,
      region: name,
    });
  },
});

const getRole = defineFunction({
  token: 'aws:iam/getRole:getRole',
  args: z.strictObject({ name: z.string() }),
  async call({ name }, aws) {
    const { Role } = await aws.client(IAMClient).send(new GetRoleCommand({ RoleName: name }));
    return {
      arn: Role?.Arn,
      assumeRolePolicy: decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''),
      createDate: Role?.CreateDate?.toISOString(),
      description: Role?.Description ?? '',
      id: name,
      maxSessionDuration: Role?.MaxSessionDuration,
      name,
      path: Role?.Path,
      uniqueId: Role?.RoleId,
    };
  },
});

const getPolicy = defineFunction({
  token: 'aws:iam/getPolicy:getPolicy',
  args: z.strictObject({ arn: z.string() }),
  async call({ arn }, aws) {
    const { Policy } = await aws.client(IAMClient).send(new GetPolicyCommand({ PolicyArn: arn }));
    return {
      arn,
      id: arn,
      name: Policy?.PolicyName,
      path: Policy?.Path,
      policyId: Policy?.PolicyId,
    };
  },
});

/** The provider's functions that are known here, by token. */
export const functions: ReadonlyMap<string, ProviderFunction> = new Map(
  [
    getCallerIdentity,
    getPartition,
    getRegion,
    getRole,
    getPolicy,
    getGroup,
    getInstances,
    getUser,
  ].map((each) => [each.token, each]),
);
