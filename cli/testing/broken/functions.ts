import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  DeleteFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  PutFunctionConcurrencyCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { MONITOR, PRODUCTION, type DoctoredCompany } from '../doctored-company';
import { doctor, run, runbook, type Break, type Broken } from './broken';

const notify = { FunctionName: 'keyturn-notify' };
const logGroupName = '/aws/lambda/keyturn-notify';

/** The functions, what they are told, and their logs. */
export const functionsBroken: Readonly<Record<string, Broken>> = {
  'a function that is switched off': {
    what: 'function',
    id: 'keyturn-notify',
    found: /switched off/,
    page: doctor,
    break: async (company) => {
      const lambda = new LambdaClient(await company.awsOf(MONITOR));
      await lambda.send(
        new PutFunctionConcurrencyCommand({ ...notify, ReservedConcurrentExecutions: 0 }),
      );
      return () => lambda.send(new DeleteFunctionConcurrencyCommand(notify));
    },
  },
  'a queue that nobody reads for now': {
    what: 'queue-reader',
    id: 'keyturn-notify',
    found: /mapping is Disabled/,
    page: doctor,
    break: async (company) => {
      const { lambda, mapping } = await mappingOf(company);
      const set = (Enabled: boolean) =>
        lambda.send(new UpdateEventSourceMappingCommand({ UUID: mapping.UUID, Enabled }));
      await set(false);
      return () => set(true);
    },
  },
  'a queue that nobody reads': {
    what: 'queue-reader',
    id: 'keyturn-notify',
    found: /no event source mapping/,
    page: doctor,
    break: async (company) => {
      const { lambda, mapping } = await mappingOf(company);
      const { UUID, EventSourceArn, BatchSize, FunctionResponseTypes } = mapping;
      await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
      const anew = { ...notify, EventSourceArn, BatchSize, FunctionResponseTypes };
      return () => lambda.send(new CreateEventSourceMappingCommand(anew));
    },
  },
  'a dry run of which the file says nothing': {
    what: 'dry-run',
    id: 'keyturn-monitor',
    found: /it is on, and the stack’s file says off/,
    page: run,
    break: variable('KEYTURN_DRY_RUN', 'true'),
  },
  'a dry run in an account of which the file says nothing': {
    what: 'dry-run',
    id: 'keyturn-monitor',
    found: /on in 222222222222, and the stack’s file says no account/,
    page: run,
    break: variable('KEYTURN_DRY_RUN_ACCOUNTS', JSON.stringify([PRODUCTION])),
  },
  'other numbers than those of the file': {
    what: 'settings',
    id: 'keyturn-monitor',
    found: /others than the stack’s file/,
    page: run,
    break: variable('KEYTURN_SETTINGS', '{"timeZone":"Europe/Berlin","graceDays":4}'),
  },
  'a circuit breaker that was released for long': {
    what: 'circuit-breaker',
    id: 'keyturn-monitor',
    found: /released through 2099-01-01/,
    page: runbook('keys-held-back'),
    break: variable('KEYTURN_SETTINGS', '{"circuitBreaker":{"releasedThrough":"2099-01-01"}}'),
  },
  'a log that is kept for ever': {
    what: 'log-retention',
    id: logGroupName,
    found: /kept for ever, and the stack’s file says 400 days/,
    page: doctor,
    break: async (company) => {
      const logs = new CloudWatchLogsClient(await company.awsOf(MONITOR));
      await logs.send(new DeleteRetentionPolicyCommand({ logGroupName }));
      return () => logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 400 }));
    },
  },
  'a log that is kept for a day': {
    what: 'log-retention',
    id: logGroupName,
    found: /kept for 1 day, and the stack’s file says 400 days/,
    page: doctor,
    break: async (company) => {
      const logs = new CloudWatchLogsClient(await company.awsOf(MONITOR));
      const keep = (retentionInDays: number) =>
        logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
      await keep(1);
      return () => keep(400);
    },
  },
  'a log that is gone': {
    what: 'log-retention',
    id: logGroupName,
    found: /no such log group/,
    page: doctor,
    break: async (company) => {
      const logs = new CloudWatchLogsClient(await company.awsOf(MONITOR));
      await logs.send(new DeleteLogGroupCommand({ logGroupName }));
      return async () => {
        await logs.send(new CreateLogGroupCommand({ logGroupName }));
        await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 400 }));
      };
    },
  },
};

async function mappingOf(company: DoctoredCompany) {
  const lambda = new LambdaClient(await company.awsOf(MONITOR));
  const found = await lambda.send(new ListEventSourceMappingsCommand(notify));
  return { lambda, mapping: found.EventSourceMappings?.[0] ?? {} };
}

/** A variable of the function `monitor` that somebody has changed by hand. */
function variable(name: string, value: string): Break {
  return async (company) => {
    const lambda = new LambdaClient(await company.awsOf(MONITOR));
    const FunctionName = 'keyturn-monitor';
    const { Environment } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName }),
    );
    const set = (Variables: Record<string, string> | undefined) =>
      lambda.send(
        new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }),
      );
    await set({ ...Environment?.Variables, [name]: value });
    return () => set(Environment?.Variables);
  };
}
