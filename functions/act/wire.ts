import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { partitionOfRegion } from '../../rules/arn';
import { pressSourceIdentity } from '../../rules/names';
import { actSessionPermissions } from '../../rules/policies/act-session-permissions';
import type { Settings } from '../../rules/settings';
import {
  requestHandler,
  stsClient,
  throughAuditRole,
  type InAccounts,
} from '../acting/in-accounts';
import { AssumedRoles } from '../adapters/accounts/assumed-roles';
import { AuditRole } from '../adapters/accounts/audit-role';
import type { TimeLeft } from '../adapters/accounts/calls';
import { leanClient, Sha256 } from '../adapters/aws/lean-client';
import { DynamoLedger } from '../adapters/ledger/ledger';
import { DynamoPeople } from '../adapters/ledger/people';
import { SqsNoticeQueue } from '../adapters/notice-queue';
import { QueuedPressAnswers } from '../adapters/press-answers';
import type { Doing, SessionSubject } from './doers';
import type { ActEnvironment } from './environment';

/** What actions are done with. */
interface Wired {
  readonly ports: Doing['ports'];
  /** In a session of its own, which is made when AWS is first asked, and can do nothing to anybody else. */
  readonly inAccounts: (subject: SessionSubject, timeLeft: TimeLeft) => InAccounts;
}

/** The adapters, once a container: clients and connections are kept, but none of the sessions. */
export function wire(environment: ActEnvironment, settings: Settings): Wired {
  const { AWS_REGION: region, KEYTURN_EXTERNAL_ID, KEYTURN_AUDIT_ROLE_NAME } = environment;
  const partition = partitionOfRegion(region);
  const sts = stsClient(region);
  const dynamoDb = leanClient(
    new DynamoDBClient({ region, requestHandler, sha256: Sha256, maxAttempts: 10 }),
  );
  const documents = DynamoDBDocumentClient.from(dynamoDb, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const sqs = new SQSClient({ region, requestHandler });
  const queue = new SqsNoticeQueue(sqs, environment.KEYTURN_NOTICE_QUEUE_URL);
  return {
    ports: {
      ledger: new DynamoLedger(documents, environment.KEYTURN_LEDGER_TABLE),
      people: new DynamoPeople(documents, environment.KEYTURN_LEDGER_TABLE),
      queue,
      answers: new QueuedPressAnswers(queue),
    },
    inAccounts: ({ userName, mayDisable }, timeLeft) => {
      const roles = new AssumedRoles(sts, KEYTURN_EXTERNAL_ID, pressSourceIdentity, {
        policy: (accountId) =>
          actSessionPermissions({ partition, accountId }, userName, mayDisable),
        sourceIdentity: pressSourceIdentity,
      });
      const role = new AuditRole(roles, KEYTURN_AUDIT_ROLE_NAME, region);
      return throughAuditRole(role, settings)(timeLeft);
    },
  };
}
