import { trust, type Cases } from './cases';

/** A template of one role. */
const template = (RoleName: string) =>
  JSON.stringify({
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName,
          AssumeRolePolicyDocument: JSON.parse(trust('events')) as unknown,
        },
      },
    },
  });
const capabilities = ['CAPABILITY_NAMED_IAM'];
const autoDeployment = { enabled: true, retainStacksOnAccountRemoval: false };
const units = { organizationalUnitIds: ['ou-abcd-11111111'] };

export const cloudformationCases: Cases = {
  'aws:cloudformation/stackSet:StackSet': () => ({
    least: { capabilities, templateBody: template('reader') },
    most: {
      autoDeployment,
      callAs: 'SELF',
      capabilities,
      description: 'A role in every account',
      managedExecution: { active: true },
      name: 'readers',
      operationPreferences: {
        concurrencyMode: 'SOFT_FAILURE_TOLERANCE',
        failureTolerancePercentage: 50,
        maxConcurrentPercentage: 25,
      },
      permissionModel: 'SERVICE_MANAGED',
      tags: { team: 'platform' },
      templateBody: template('reader'),
    },
    update: {
      description: 'Another role in every account',
      managedExecution: { active: false },
      operationPreferences: { failureToleranceCount: 3, maxConcurrentCount: 4 },
      tags: { cost: '1' },
      templateBody: template('other'),
    },
    replace: {
      autoDeployment: { enabled: false },
      name: 'other-readers',
      region: 'eu-central-1',
    },
  }),

  'aws:cloudformation/stackSetInstance:StackSetInstance': async (make) => {
    const { outputs } = await make('aws:cloudformation/stackSet:StackSet', {
      autoDeployment,
      capabilities,
      name: 'readers',
      permissionModel: 'SERVICE_MANAGED',
      templateBody: template('reader'),
    });
    const stackSetName = outputs['name'];
    return {
      least: { deploymentTargets: units, stackSetName },
      most: {
        callAs: 'SELF',
        deploymentTargets: {
          ...units,
          accountFilterType: 'DIFFERENCE',
          accounts: ['222222222222'],
        },
        operationPreferences: { failureTolerancePercentage: 50 },
        retainStack: false,
        stackSetInstanceRegion: 'us-east-1',
        stackSetName,
      },
      replace: {
        deploymentTargets: units,
        region: 'eu-central-1',
        stackSetInstanceRegion: 'eu-central-1',
        stackSetName: 'others',
      },
      remains: true,
    };
  },
};
