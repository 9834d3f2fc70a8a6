import {
  CloudFormationClient,
  CreateStackSetCommand,
  DeleteStackSetCommand,
  DescribeStackSetCommand,
  UpdateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { json, regional, tags } from '../inputs';
import { defineResource } from '../resource-type';
import { tagList, tagsFrom } from '../tags';
import { callAs, operationPreferences, preferencesOf } from './operation-preferences';

const inputsSchema = z.strictObject({
  autoDeployment: z
    .strictObject({
      enabled: z.boolean().optional(),
      retainStacksOnAccountRemoval: z.boolean().optional(),
    })
    .optional(),
  callAs,
  capabilities: z
    .array(z.enum(['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND']))
    .optional(),
  description: z.string().optional(),
  managedExecution: z.strictObject({ active: z.boolean().default(false) }).optional(),
  name: z.string(),
  operationPreferences,
  permissionModel: z.enum(['SELF_MANAGED', 'SERVICE_MANAGED']).default('SELF_MANAGED'),
  ...regional,
  tags,
  templateBody: json,
});
type Inputs = z.output<typeof inputsSchema>;

export const stackSet = defineResource({
  token: 'aws:cloudformation/stackSet:StackSet',
  inputs: inputsSchema,
  computed: ['arn', 'stackSetId', 'tagsAll'],
  replaceOn: ['autoDeployment', 'name', 'region'],
  autoName: { property: 'name', maximumLength: 128 },
  filledByAws: ['managedExecution'],
  unreadable: ['callAs', 'operationPreferences'],

  async create(inputs, aws) {
    await aws.client(CloudFormationClient).send(new CreateStackSetCommand(whatIsSet(inputs)));
    return inputs.name;
  },

  async read(id, aws, known) {
    const answer = await unlessGone(
      aws
        .client(CloudFormationClient)
        .send(new DescribeStackSetCommand({ StackSetName: id, CallAs: known.callAs })),
    );
    const found = answer?.StackSet;
    return (
      found && {
        arn: found.StackSetARN,
        autoDeployment: found.AutoDeployment && {
          enabled: found.AutoDeployment.Enabled,
          retainStacksOnAccountRemoval: found.AutoDeployment.RetainStacksOnAccountRemoval,
        },
        capabilities: found.Capabilities?.length ? found.Capabilities : undefined,
        description: found.Description || undefined,
        managedExecution: { active: found.ManagedExecution?.Active ?? false },
        name: found.StackSetName,
        permissionModel: found.PermissionModel,
        stackSetId: found.StackSetId,
        tags: tagsFrom(found.Tags),
        templateBody: found.TemplateBody,
      }
    );
  },

  async update(_id, inputs, aws) {
    await aws.client(CloudFormationClient).send(
      new UpdateStackSetCommand({
        ...whatIsSet(inputs),
        OperationPreferences: preferencesOf(inputs.operationPreferences),
      }),
    );
  },

  async delete(id, aws, { callAs: CallAs }) {
    await unlessGone(
      aws
        .client(CloudFormationClient)
        .send(new DeleteStackSetCommand({ StackSetName: id, CallAs })),
    );
  },
});

function whatIsSet(inputs: Inputs) {
  const { autoDeployment, managedExecution } = inputs;
  return {
    AutoDeployment: autoDeployment && {
      Enabled: autoDeployment.enabled,
      RetainStacksOnAccountRemoval: autoDeployment.retainStacksOnAccountRemoval,
    },
    CallAs: inputs.callAs,
    Capabilities: inputs.capabilities,
    Description: inputs.description,
    ManagedExecution: managedExecution && { Active: managedExecution.active },
    PermissionModel: inputs.permissionModel,
    StackSetName: inputs.name,
    Tags: tagList(inputs.tags),
    TemplateBody: inputs.templateBody,
  };
}
