import { trust, type Cases } from './cases';

const definition = (seconds: number) =>
  JSON.stringify({
    StartAt: 'Wait',
    States: { Wait: { Type: 'Wait', Seconds: seconds, End: true } },
  });

export const statesCases: Cases = {
  'aws:sfn/stateMachine:StateMachine': async (make) => {
    const roleNamed = async (name: string) =>
      (await make('aws:iam/role:Role', { name, assumeRolePolicy: trust('states') })).outputs['arn'];
    const roleArn = await roleNamed('run');
    const logDestination = 'arn:aws:logs:us-east-1:111111111111:log-group:run:*';
    return {
      least: { definition: definition(1), roleArn },
      most: {
        definition: definition(1),
        encryptionConfiguration: {
          kmsDataKeyReusePeriodSeconds: 300,
          kmsKeyId: 'arn:aws:kms:us-east-1:111111111111:key/one',
          type: 'CUSTOMER_MANAGED_KMS_KEY',
        },
        loggingConfiguration: { includeExecutionData: false, level: 'ERROR', logDestination },
        name: 'run',
        roleArn,
        tags: { team: 'platform' },
        tracingConfiguration: { enabled: false },
        type: 'STANDARD',
      },
      update: {
        definition: definition(2),
        encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
        loggingConfiguration: { includeExecutionData: true, level: 'ALL', logDestination },
        roleArn: await roleNamed('other'),
        tags: { cost: '1' },
        tracingConfiguration: { enabled: true },
      },
      replace: { name: 'another', region: 'eu-central-1', type: 'EXPRESS' },
    };
  },
};
