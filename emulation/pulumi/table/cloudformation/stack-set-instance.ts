import {
  CloudFormationClient,
  CreateStackInstancesCommand,
  DeleteStackInstancesCommand,
  ListStackInstancesCommand,
  type DeploymentTargets,
} from '@aws-sdk/client-cloudformation';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';
import { callAs, operationPreferences, preferencesOf } from './operation-preferences';

const inputsSchema = z.strictObject({
  callAs,
  deploymentTargets: z.strictObject({
    accountFilterType: z.enum(['DIFFERENCE', 'INTERSECTION', 'NONE', 'UNION']).optional(),
    accounts: z.array(z.string()).min(1).optional(),
    organizationalUnitIds: z.array(z.string()).min(1),
  }),
  operationPreferences,
  ...regional,
  retainStack: z.boolean().default(false),
  stackSetInstanceRegion: z.string().optional(),
  stackSetName: z.string(),
});
type Inputs = z.output<typeof inputsSchema>;

/**
 * All stacks of a StackSet in the accounts of some units. As with the provider, it is there as long as its StackSet is,
 * and a change of the preferences alone is an error of AWS's.
 */
export const stackSetInstance = defineResource({
  token: 'aws:cloudformation/stackSetInstance:StackSetInstance',
  inputs: inputsSchema,
  computed: ['organizationalUnitId', 'stackId', 'stackInstanceSummaries'],
  replaceOn: ['deploymentTargets', 'region', 'stackSetInstanceRegion', 'stackSetName'],
  filledByAws: ['stackSetInstanceRegion'],
  unreadable: ['callAs', 'deploymentTargets', 'operationPreferences', 'retainStack'],

  async create(inputs, aws) {
    const { stackSetName, deploymentTargets, stackSetInstanceRegion = aws.region } = inputs;
    await aws.client(CloudFormationClient).send(
      new CreateStackInstancesCommand({
        CallAs: inputs.callAs,
        DeploymentTargets: targetsOf(deploymentTargets),
        OperationPreferences: preferencesOf(inputs.operationPreferences),
        Regions: [stackSetInstanceRegion],
        StackSetName: stackSetName,
      }),
    );
    const units = deploymentTargets.organizationalUnitIds.join('/');
    return [stackSetName, units, stackSetInstanceRegion].join(',');
  },

  async read(id, aws, known) {
    const [stackSetName = '', units = '', stackSetInstanceRegion = ''] = id.split(',');
    const answer = await unlessGone(
      aws.client(CloudFormationClient).send(
        new ListStackInstancesCommand({
          CallAs: known.callAs,
          StackSetName: stackSetName,
          StackInstanceRegion: stackSetInstanceRegion,
        }),
      ),
    );
    if (!answer) return undefined;
    const organizationalUnitIds = units.split('/');
    const summaries = answer.Summaries?.filter(({ OrganizationalUnitId = '' }) =>
      organizationalUnitIds.includes(OrganizationalUnitId),
    );
    return {
      organizationalUnitId: '',
      stackId: '',
      stackInstanceSummaries: (summaries ?? []).map((each) => ({
        accountId: each.Account,
        organizationalUnitId: each.OrganizationalUnitId,
        stackId: each.StackId,
      })),
      stackSetInstanceRegion,
      stackSetName,
    };
  },

  async delete(id, aws, known) {
    const [StackSetName = '', units = '', region = ''] = id.split(',');
    const { deploymentTargets = { organizationalUnitIds: units.split('/') } } = known;
    await unlessGone(
      aws.client(CloudFormationClient).send(
        new DeleteStackInstancesCommand({
          CallAs: known.callAs,
          DeploymentTargets: targetsOf(deploymentTargets),
          OperationPreferences: preferencesOf(known.operationPreferences),
          Regions: [region],
          RetainStacks: known.retainStack ?? false,
          StackSetName,
        }),
      ),
    );
  },
});

function targetsOf(targets: Inputs['deploymentTargets']): DeploymentTargets {
  return {
    AccountFilterType: targets.accountFilterType,
    Accounts: targets.accounts,
    OrganizationalUnitIds: targets.organizationalUnitIds,
  };
}
