import {
  administrators,
  ask,
  attach,
  bob,
  engineers,
  here,
  othersRoles,
  ownPolicy,
  ownRoles,
  pass,
  self,
  strongRole,
  type Path,
} from './path';

/** Rhino Security Labs, "AWS IAM Privilege Escalation – Methods and Mitigation", in its order. */
export const fromRhino: readonly Path[] = (
  [
    ['a new version of a policy that one has', ask('iam:CreatePolicyVersion', ownPolicy)],
    ['an older, wider version of a policy', ask('iam:SetDefaultPolicyVersion', ownPolicy)],
    ['a role passed to a new EC2 instance', ...pass('ec2', 'ec2:RunInstances')],
    ["an access key of another's user", ask('iam:CreateAccessKey', bob)],
    ["a first password for another's user", ask('iam:CreateLoginProfile', bob)],
    ["another's password", ask('iam:UpdateLoginProfile', bob)],
    ['a policy attached to oneself', attach('iam:AttachUserPolicy', self)],
    ['a policy attached to the own group', attach('iam:AttachGroupPolicy', engineers)],
    ['a policy attached to a role', attach('iam:AttachRolePolicy', strongRole)],
    ['an inline policy of oneself', ask('iam:PutUserPolicy', self)],
    [
      'an inline policy of an own group',
      ask('iam:PutGroupPolicy', engineers),
      ask('iam:PutGroupPolicy', ownRoles),
    ],
    ['an inline policy of a role', ask('iam:PutRolePolicy', strongRole)],
    [
      'joining a stronger group, or that of more roles',
      ask('iam:AddUserToGroup', administrators),
      ask('iam:AddUserToGroup', othersRoles),
    ],
    ["a role's trust policy", ask('iam:UpdateAssumeRolePolicy', strongRole)],
    [
      'a role passed to a new Lambda function, invoked',
      ...pass('lambda', 'lambda:CreateFunction', 'lambda:InvokeFunction'),
    ],
    [
      'a role passed to a new Lambda function, woken by a queue or stream',
      ...pass('lambda', 'lambda:CreateFunction', 'lambda:CreateEventSourceMapping'),
    ],
    ["the code of somebody's Lambda function", ask('lambda:UpdateFunctionCode')],
    ['a role passed to a Glue development endpoint', ...pass('glue', 'glue:CreateDevEndpoint')],
    ['the SSH key of a Glue development endpoint', ask('glue:UpdateDevEndpoint')],
    [
      'a role passed to a CloudFormation stack',
      ...pass('cloudformation', 'cloudformation:CreateStack'),
    ],
    [
      'a role passed to a data pipeline',
      ...pass('datapipeline', 'datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition'),
    ],
    [
      'a role passed to a CodeStar project, or a place in its team',
      ...pass('codestar', 'codestar:CreateProject', 'codestar:AssociateTeamMember'),
    ],
    ['the layers of a Lambda function', ask('lambda:UpdateFunctionConfiguration')],
    [
      'a role passed to a SageMaker notebook, or the way into one',
      ...pass(
        'sagemaker',
        'sagemaker:CreateNotebookInstance',
        'sagemaker:CreatePresignedNotebookInstanceUrl',
      ),
    ],
  ] as const
).map(([name, ...steps]) => ({ rule: 2, name, steps }));

/** From later collections, such as hackingthe.cloud's. */
export const fromOthers: readonly Path[] = (
  [
    [
      'a role passed to a CodeBuild project',
      ...pass('codebuild', 'codebuild:CreateProject', 'codebuild:StartBuild'),
    ],
    [
      'a role passed to an ECS task',
      ...pass('ecs-tasks', 'ecs:RegisterTaskDefinition', 'ecs:RunTask'),
    ],
    ['a role passed to an App Runner service', ...pass('apprunner', 'apprunner:CreateService')],
    ['a role passed to a state machine', ...pass('states', 'states:CreateStateMachine')],
    ['a role passed to a schedule', ...pass('scheduler', 'scheduler:CreateSchedule')],
    [
      'a role passed to a launch configuration',
      ...pass('ec2', 'autoscaling:CreateLaunchConfiguration'),
    ],
    [
      "another instance's profile",
      ask('ec2:AssociateIamInstanceProfile'),
      ask('ec2:ReplaceIamInstanceProfileAssociation'),
    ],
    [
      'a shell on an instance',
      ask('ssm:SendCommand'),
      ask('ssm:StartSession'),
      ask('ec2-instance-connect:SendSSHPublicKey'),
    ],
    ["an instance's user data", ask('ec2:ModifyInstanceAttribute')],
    [
      'a stronger role in an instance profile',
      ask('iam:AddRoleToInstanceProfile', here('instance-profile/x')),
    ],
    [
      'a policy or a role of ones own',
      ask('iam:CreatePolicy', here('policy/mine')),
      ask('iam:CreateRole', here('role/mine')),
    ],
    ['leaving the group, and with it its denials', ask('iam:RemoveUserFromGroup', engineers)],
    [
      "deleting the group's policy, and with it its denials",
      ask('iam:DeleteGroupPolicy', engineers),
      ask('iam:DeleteGroup', engineers),
    ],
    [
      'taking a policy away that denies',
      ask('iam:DetachUserPolicy', self),
      ask('iam:DetachGroupPolicy', engineers),
      ask('iam:DeleteUserPolicy', self),
    ],
    [
      'the own permissions boundary deleted, or another one set',
      ask('iam:DeleteUserPermissionsBoundary', self),
      ask('iam:PutUserPermissionsBoundary', self),
    ],
    ["a role's permissions boundary deleted", ask('iam:DeleteRolePermissionsBoundary', strongRole)],
    ["another's name", ask('iam:UpdateUser', self), ask('iam:UpdateUser', bob)],
    [
      "resetting another's MFA",
      ask('iam:DeactivateMFADevice', bob),
      ask('iam:EnableMFADevice', bob),
      ask('iam:ResyncMFADevice', bob),
      ask('iam:DeleteVirtualMFADevice', here('mfa/bob')),
      ask('iam:DeleteVirtualMFADevice', here('mfa/bobs-phone')),
    ],
    [
      'who may sign in from elsewhere',
      ask('iam:CreateSAMLProvider', here('saml-provider/mine')),
      ask('iam:UpdateSAMLProvider', here('saml-provider/x')),
      ask('iam:CreateOpenIDConnectProvider', here('oidc-provider/x')),
      ask('rolesanywhere:CreateTrustAnchor'),
      ask('sso:CreateAccountAssignment'),
    ],
    [
      'a policy of the organization',
      ask('organizations:DetachPolicy'),
      ask('organizations:LeaveOrganization'),
    ],
    [
      "another account's root user",
      { ...ask('sts:AssumeRoot', 'arn:aws:iam::222222222222:root'), accountId: '222222222222' },
    ],
  ] as const
).map(([name, ...steps]) => ({ rule: 2, name, steps }));
