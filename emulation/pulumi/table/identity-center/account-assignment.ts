import {
  CreateAccountAssignmentCommand,
  DeleteAccountAssignmentCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  paginateListAccountAssignments,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';
import { untilDone } from './until-done';

const inputs = z.strictObject({
  instanceArn: z.string(),
  permissionSetArn: z.string(),
  principalId: z.string(),
  principalType: z.enum(['GROUP', 'USER']),
  ...regional,
  targetId: z.string(),
  /** There is no other. */
  targetType: z.literal('AWS_ACCOUNT'),
});
type Assignment = Omit<z.output<typeof inputs>, 'region'>;

/** Its id, and what `pulumi import` takes, is `principal,type,account,AWS_ACCOUNT,permission set,instance`. */
export const accountAssignment = defineResource({
  token: 'aws:ssoadmin/accountAssignment:AccountAssignment',
  inputs,
  computed: [],
  replaceOn: [
    'instanceArn',
    'permissionSetArn',
    'principalId',
    'principalType',
    'region',
    'targetId',
  ],

  async create(asked, aws) {
    const sso = aws.client(SSOAdminClient);
    const { AccountAssignmentCreationStatus: begun } = await sso.send(
      new CreateAccountAssignmentCommand(requestOf(asked)),
    );
    const look = new DescribeAccountAssignmentCreationStatusCommand({
      InstanceArn: asked.instanceArn,
      AccountAssignmentCreationRequestId: begun?.RequestId,
    });
    await untilDone(
      `assigning ${asked.permissionSetArn} in ${asked.targetId}`,
      async () => (await sso.send(look)).AccountAssignmentCreationStatus,
    );
    return idOf(asked);
  },

  async read(id, aws) {
    const assignment = assignmentOf(id);
    const { instanceArn: InstanceArn, permissionSetArn: PermissionSetArn } = assignment;
    const pages = paginateListAccountAssignments(
      { client: aws.client(SSOAdminClient) },
      { InstanceArn, PermissionSetArn, AccountId: assignment.targetId },
    );
    for await (const { AccountAssignments = [] } of pages)
      for (const { PrincipalId, PrincipalType } of AccountAssignments)
        if (PrincipalId === assignment.principalId && PrincipalType === assignment.principalType)
          return assignment;
    return undefined;
  },

  async delete(id, aws) {
    const sso = aws.client(SSOAdminClient);
    const assignment = assignmentOf(id);
    const answer = await unlessGone(
      sso.send(new DeleteAccountAssignmentCommand(requestOf(assignment))),
    );
    if (!answer) return;
    const look = new DescribeAccountAssignmentDeletionStatusCommand({
      InstanceArn: assignment.instanceArn,
      AccountAssignmentDeletionRequestId: answer.AccountAssignmentDeletionStatus?.RequestId,
    });
    await untilDone(
      `taking ${assignment.permissionSetArn} from ${assignment.targetId}`,
      async () => (await sso.send(look)).AccountAssignmentDeletionStatus,
    );
  },
});

function requestOf(asked: Assignment) {
  return {
    InstanceArn: asked.instanceArn,
    PermissionSetArn: asked.permissionSetArn,
    PrincipalId: asked.principalId,
    PrincipalType: asked.principalType,
    TargetId: asked.targetId,
    TargetType: asked.targetType,
  };
}

function idOf(asked: Assignment): string {
  const { principalId, principalType, targetId, targetType } = asked;
  const of = [principalId, principalType, targetId, targetType];
  return [...of, asked.permissionSetArn, asked.instanceArn].join(',');
}

function assignmentOf(id: string): Assignment {
  const [principalId, principalType, targetId, targetType, permissionSetArn, instanceArn] =
    id.split(',');
  return inputs.parse({
    ...{ instanceArn, permissionSetArn, principalId, principalType, targetId, targetType },
  });
}
