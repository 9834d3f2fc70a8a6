import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { partitionOfRegion } from '../../rules/arn';
import { pressSourceIdentity } from '../../rules/names';
import { actionsOf } from '../../rules/policies/actions-of';
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
import { AwsAuditRights, NOBODY } from '../adapters/checks/audit-rights';
import { tryLedger } from '../adapters/checks/ledger';
import { tryQueue } from '../adapters/checks/queue';
import { DynamoLedger } from '../adapters/ledger/ledger';
import { DynamoPeople } from '../adapters/ledger/people';
import { SqsNoticeQueue } from '../adapters/notice-queue';
import { QueuedPressAnswers } from '../adapters/press-answers';
import type { CheckPorts } from './check';
import type { Doing, SessionSubject } from './doers';
import type { ActEnvironment } from './environment';

/** What actions are done with. */
interface Wired {
  readonly ports: Doing['ports'];
  /** In a session of its own, which is made when AWS is first asked, and can do nothing to anybody else. */
  readonly inAccounts: (subject: SessionSubject, timeLeft: TimeLeft) => InAccounts;
  readonly checks: (timeLeft: TimeLeft) => CheckPorts;
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
  const { KEYTURN_LEDGER_TABLE: table, KEYTURN_NOTICE_QUEUE_URL: queueUrl } = environment;
  const queue = new SqsNoticeQueue(sqs, queueUrl);
  const roleFor = ({ userName, mayDisable }: SessionSubject) => {
    const roles = new AssumedRoles(sts, KEYTURN_EXTERNAL_ID, pressSourceIdentity, {
      policy: (accountId) => actSessionPermissions({ partition, accountId }, userName, mayDisable),
      sourceIdentity: pressSourceIdentity,
    });
    return new AuditRole(roles, KEYTURN_AUDIT_ROLE_NAME, region);
  };
  return {
    ports: {
      ledger: new DynamoLedger(documents, table),
      people: new DynamoPeople(documents, table),
      queue,
      answers: new QueuedPressAnswers(queue),
    },
    inAccounts: (subject, timeLeft) => throughAuditRole(roleFor(subject), settings)(timeLeft),
    checks: (timeLeft) => {
      const role = roleFor({ userName: NOBODY, mayDisable: false });
      const rights = actionsOf(actSessionPermissions({ partition, accountId: '' }, NOBODY, true));
      return {
        looks: [
          { what: 'ledger', id: table, look: () => tryLedger(documents, table, 'Query') },
          { what: 'notice-queue', id: queueUrl, look: () => tryQueue(sqs, queueUrl) },
        ],
        rights: new AwsAuditRights(role, rights, timeLeft),
      };
    },
  };
}
