import { GetAccessKeyLastUsedCommand } from '@aws-sdk/client-iam';
import {
  GetQueueUrlCommand,
  PurgeQueueCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Company } from '../company';
import { accounts, type AccountName } from '../people';
import { auditSession, functionSession, roleOf } from '../sessions';
import { isRefused, type Allowance } from './allowance';
import { rewriteTrust, widen } from './role-documents';

const everywhere = Object.keys(accounts) as readonly AccountName[];
const senders = ['monitor', 'key-events'] as const;

/** Of what IAM judges otherwise than AWS's, each granted to the roles that need it and no wider. */
export const rolesAllowances: readonly Allowance[] = [
  {
    id: 'trust-names-sessions',
    reason:
      "AWS compares aws:PrincipalArn with the role's ARN, also of a session in it; MiniStack with the session's. The audit roles' trust names the monitor's sessions as well.",
    isNeeded: (company) =>
      isRefused(async () =>
        auditSession(company, 'identity', await functionSession(company, 'monitor')),
      ),
    grant: async (company) => {
      for (const account of everywhere)
        await rewriteTrust(company, account, 'keyturn-audit', ({ Statement, ...rest }) => ({
          ...rest,
          Statement: Statement.map((statement) => ({
            ...statement,
            Condition: {
              ...statement.Condition,
              ArnEquals: { 'aws:PrincipalArn': [roleOf('monitor'), sessionsOf('monitor')] },
            },
          })),
        }));
    },
  },
  {
    id: 'send-message-batch',
    reason:
      "AWS judges SendMessageBatch by sqs:SendMessage; MiniStack asks for sqs:SendMessageBatch, which is no action of AWS's. Who may send a message may send a batch, to the same queue.",
    isNeeded: async (company) => {
      const answers = senders.map((sender) => isRefused(() => sendBatch(company, sender)));
      const refused = await Promise.all(answers);
      await purgeFailedRuns(company);
      return refused.some((each) => each);
    },
    grant: async (company) => {
      for (const sender of senders)
        await widen(company, 'monitor', `keyturn-${sender}`, 'sqs:SendMessage', (statement) => ({
          ...statement,
          Sid: `${statement.Sid}InBatches`,
          Action: 'sqs:SendMessageBatch',
        }));
    },
  },
  {
    id: 'last-used-of-any-key',
    reason:
      "AWS judges GetAccessKeyLastUsed by the key's user; MiniStack by *. The audit roles may ask it of *.",
    isNeeded: async (company) => {
      const monitor = await functionSession(company, 'monitor');
      const iam = company.iam('identity', await auditSession(company, 'identity', monitor));
      const { accessKeyId: AccessKeyId } = company.keys.of('ada');
      return isRefused(() => iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId })));
    },
    grant: async (company) => {
      const action = 'iam:GetAccessKeyLastUsed';
      for (const account of everywhere)
        await widen(company, account, 'keyturn-audit', action, ({ Sid, Effect }) => ({
          Sid,
          Effect,
          Action: action,
          Resource: '*',
        }));
    },
  },
];

function sessionsOf(what: 'monitor'): string {
  return `arn:aws:sts::${accounts.monitor}:assumed-role/keyturn-${what}/*`;
}

/** To the queue that nobody reads. */
async function sendBatch(company: Company, sender: (typeof senders)[number]): Promise<void> {
  const session = await functionSession(company, sender);
  await new SQSClient(company.clientOf('monitor', session)).send(
    new SendMessageBatchCommand({
      QueueUrl: await failedRunsUrl(company),
      Entries: [{ Id: '0', MessageBody: 'a probe' }],
    }),
  );
}

async function purgeFailedRuns(company: Company): Promise<void> {
  const QueueUrl = await failedRunsUrl(company);
  await new SQSClient(company.clientOf('monitor')).send(new PurgeQueueCommand({ QueueUrl }));
}

async function failedRunsUrl(company: Company): Promise<string> {
  const { QueueUrl = '' } = await new SQSClient(company.clientOf('monitor')).send(
    new GetQueueUrlCommand({ QueueName: 'keyturn-failed-runs' }),
  );
  return QueueUrl;
}
