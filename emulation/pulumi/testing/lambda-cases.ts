import { assetArchive, stringAsset } from '../table/lambda/archive';
import { trust, type Cases, type Make } from './cases';

const region = 'eu-central-1';
const code = assetArchive({ 'index.js': stringAsset('exports.handler = () => "one";') });

export async function makeFunction(make: Make, name: string) {
  const role = await make('aws:iam/role:Role', { assumeRolePolicy: trust('lambda'), name });
  return make('aws:lambda/function:Function', {
    code,
    handler: 'index.handler',
    name,
    role: role.outputs['arn'],
    runtime: 'nodejs24.x',
  });
}

export const lambdaCases: Cases = {
  'aws:lambda/function:Function': async (make) => {
    const assumeRolePolicy = trust('lambda');
    const role = await make('aws:iam/role:Role', { assumeRolePolicy, name: 'monitor' });
    const other = await make('aws:iam/role:Role', { assumeRolePolicy, name: 'other' });
    const least = {
      code,
      handler: 'index.handler',
      role: role.outputs['arn'],
      runtime: 'nodejs24.x',
    };
    return {
      least,
      most: {
        ...least,
        architectures: ['arm64'],
        codeSigningConfigArn: `arn:aws:lambda:${region}:123456789012:code-signing-config:csc-${'0'.repeat(17)}`,
        description: 'The daily run',
        environment: { variables: { KEYTURN_DRY_RUN: 'true' } },
        ephemeralStorage: { size: 1024 },
        loggingConfig: { logFormat: 'JSON', logGroup: '/keyturn/monitor' },
        memorySize: 512,
        name: 'keyturn-monitor',
        packageType: 'Zip',
        region,
        reservedConcurrentExecutions: 1,
        tags: { team: 'platform' },
        timeout: 900,
        tracingConfig: { mode: 'Active' },
      },
      update: {
        code: assetArchive({ 'index.js': stringAsset('exports.handler = () => "two";') }),
        description: undefined,
        environment: { variables: { KEYTURN_DRY_RUN: 'false', POWERTOOLS_LOG_LEVEL: 'DEBUG' } },
        memorySize: 1024,
        reservedConcurrentExecutions: undefined,
        role: other.outputs['arn'],
        tags: { team: 'infrastructure' },
        timeout: 60,
      },
      replace: { name: 'keyturn-daily', region: 'us-east-1' },
    };
  },

  'aws:lambda/eventSourceMapping:EventSourceMapping': async (make) => {
    const functionName = (await makeFunction(make, 'notify')).id;
    const queue = await make('aws:sqs/queue:Queue', { name: 'one' });
    const other = await make('aws:sqs/queue:Queue', { name: 'two' });
    return {
      least: { eventSourceArn: queue.outputs['arn'], functionName },
      most: {
        batchSize: 5,
        enabled: true,
        eventSourceArn: queue.outputs['arn'],
        filterCriteria: { filters: [{ pattern: '{"body":{"kind":["reminder"]}}' }] },
        functionName,
        functionResponseTypes: ['ReportBatchItemFailures'],
        maximumBatchingWindowInSeconds: 2,
        scalingConfig: { maximumConcurrency: 2 },
        tags: { team: 'platform' },
      },
      update: { batchSize: 10, enabled: false, filterCriteria: undefined, tags: undefined },
      replace: { eventSourceArn: other.outputs['arn'], region },
    };
  },

  'aws:lambda/permission:Permission': async (make) => {
    const first = (await makeFunction(make, 'key-events')).id;
    const other = (await makeFunction(make, 'other')).id;
    const least = {
      action: 'lambda:InvokeFunction',
      function: first,
      principal: 'events.amazonaws.com',
    };
    return {
      least,
      most: {
        ...least,
        sourceAccount: '111111111111',
        sourceArn: 'arn:aws:events:us-east-1:111111111111:rule/keys',
        statementId: 'rule',
      },
      replace: {
        action: 'lambda:GetFunction',
        function: other,
        functionUrlAuthType: 'NONE',
        invokedViaFunctionUrl: true,
        principal: 'sns.amazonaws.com',
        principalOrgId: 'o-1234567890',
        qualifier: 'live',
        region,
        sourceAccount: '222222222222',
        sourceArn: 'arn:aws:events:us-east-1:222222222222:rule/keys',
        statementId: 'topic',
      },
    };
  },

  'aws:lambda/functionUrl:FunctionUrl': async (make) => {
    const functionName = (await makeFunction(make, 'slack-in')).id;
    const other = (await makeFunction(make, 'other')).id;
    const least = { authorizationType: 'NONE', functionName };
    return {
      least,
      most: { ...least, invokeMode: 'RESPONSE_STREAM' },
      update: { authorizationType: 'AWS_IAM', invokeMode: 'BUFFERED' },
      replace: { functionName: other, region },
    };
  },

  'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig': async (make) => {
    const functionName = (await makeFunction(make, 'monitor')).id;
    const other = (await makeFunction(make, 'other')).id;
    const queue = await make('aws:sqs/queue:Queue', { name: 'failures' });
    return {
      least: { functionName },
      most: {
        destinationConfig: { onFailure: { destination: queue.outputs['arn'] } },
        functionName,
        maximumEventAgeInSeconds: 3600,
        maximumRetryAttempts: 1,
      },
      update: { destinationConfig: undefined, maximumRetryAttempts: 0 },
      replace: { functionName: other, region },
    };
  },
};
