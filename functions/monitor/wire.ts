import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  requestHandler,
  stsClient,
  throughAuditRole,
  type InAccounts,
} from '../acting/in-accounts';
import { ListedAccounts, OrganizationAccounts } from '../adapters/accounts/accounts';
import { AssumedRoles } from '../adapters/accounts/assumed-roles';
import { AuditRole } from '../adapters/accounts/audit-role';
import type { TimeLeft } from '../adapters/accounts/calls';
import { AwsAuditRights } from '../adapters/checks/audit-rights';
import { tryBucket } from '../adapters/checks/bucket';
import { tryLedger } from '../adapters/checks/ledger';
import { tryListing } from '../adapters/checks/listing';
import { tryQueue } from '../adapters/checks/queue';
import { DynamoLedger } from '../adapters/ledger/ledger';
import { DynamoPeople } from '../adapters/ledger/people';
import { leanClient, Sha256 } from '../adapters/aws/lean-client';
import { SqsNoticeQueue } from '../adapters/notice-queue';
import { S3Reports } from '../adapters/reports';
import { DynamoRuns } from '../adapters/ledger/runs';
import { partitionOfRegion } from '../../rules/arn';
import { actionsOf } from '../../rules/policies/actions-of';
import { auditRolePermissions } from '../../rules/policies/audit-role-permissions';
import type { AccountsPort } from '../ports/accounts';
import type { RunsPort } from '../ports/runs';
import type { Look } from '../checking/look';
import type { CheckPorts } from './check';
import type { MonitorEnvironment } from './environment';
import { handledAccountSchema, type HandledAccount } from './handled-account';
import type { Ports } from './run';
import { settingsOf } from './settings-of';

/** How CloudTrail of the accounts names who it was. */
const SESSION_NAME = 'keyturn-monitor';

/** What a run does its work with, but for what ends with its time. */
interface Wired {
  readonly ports: Omit<Ports, keyof InAccounts>;
  readonly inAccounts: (timeLeft: TimeLeft) => InAccounts;
  readonly runs: RunsPort<HandledAccount>;
  /** Sessions in the accounts are new for each check. */
  readonly checks: (timeLeft: TimeLeft) => CheckPorts;
}

/** The adapters, once a container: their clients, connections and sessions are kept over its runs. */
export function wire(environment: MonitorEnvironment): Wired {
  const { AWS_REGION: region, KEYTURN_EXTERNAL_ID, KEYTURN_AUDIT_ROLE_NAME } = environment;
  const sts = stsClient(region);
  const roles = new AssumedRoles(sts, KEYTURN_EXTERNAL_ID, SESSION_NAME);
  const dynamoDb = leanClient(
    new DynamoDBClient({ region, requestHandler, sha256: Sha256, maxAttempts: 10 }),
  );
  const documents = DynamoDBDocumentClient.from(dynamoDb, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const { KEYTURN_REPORT_BUCKET: bucket, KEYTURN_LEDGER_TABLE: table } = environment;
  const s3 = leanClient(new S3Client({ region, requestHandler, sha256: Sha256 }));
  const sqs = new SQSClient({ region, requestHandler });
  const role = new AuditRole(roles, KEYTURN_AUDIT_ROLE_NAME, region);
  const settings = settingsOf(environment);
  const checks = (timeLeft: TimeLeft): CheckPorts => {
    const anew = new AssumedRoles(sts, KEYTURN_EXTERNAL_ID, SESSION_NAME);
    const home = { partition: partitionOfRegion(region), accountId: '' };
    const rights = actionsOf(auditRolePermissions(home, true, settings.modes));
    return {
      list: () => tryListing(accountsOf(environment, anew)),
      organization: whoLists(environment),
      looks: looksOf(environment, documents, sqs, s3),
      rights: new AwsAuditRights(
        new AuditRole(anew, KEYTURN_AUDIT_ROLE_NAME, region),
        rights,
        timeLeft,
      ),
    };
  };
  return {
    ports: {
      accounts: accountsOf(environment, roles),
      ledger: new DynamoLedger(documents, table),
      queue: new SqsNoticeQueue(sqs, environment.KEYTURN_NOTICE_QUEUE_URL),
      // Who is asked whose a new key is can open the app's home, too.
      people: environment.KEYTURN_QUESTIONS && new DynamoPeople(documents, table),
      reports: bucket === undefined ? undefined : new S3Reports(s3, bucket, region),
    },
    inAccounts: throughAuditRole(role, settings),
    runs: new DynamoRuns(documents, table, handledAccountSchema),
    checks,
  };
}

function looksOf(
  environment: MonitorEnvironment,
  documents: DynamoDBDocumentClient,
  sqs: SQSClient,
  s3: S3Client,
): readonly Look[] {
  const { KEYTURN_LEDGER_TABLE: table, KEYTURN_NOTICE_QUEUE_URL: queueUrl } = environment;
  const { KEYTURN_REPORT_BUCKET: bucket } = environment;
  return [
    { what: 'ledger', id: table, look: () => tryLedger(documents, table, 'Query') },
    { what: 'notice-queue', id: queueUrl, look: () => tryQueue(sqs, queueUrl) },
    ...(bucket === undefined
      ? []
      : [{ what: 'reports-bucket' as const, id: bucket, look: () => tryBucket(s3, bucket) }]),
  ];
}

function whoLists({ KEYTURN_ACCOUNTS: { organization } }: MonitorEnvironment): string | undefined {
  return organization && (organization.roleArn ?? 'organizations:ListAccounts');
}

function accountsOf(
  { KEYTURN_ACCOUNTS: { list, organization }, AWS_REGION: region }: MonitorEnvironment,
  roles: AssumedRoles,
): AccountsPort {
  if (list || !organization) return new ListedAccounts(list ?? []);
  const { exclude, roleArn } = organization;
  const managementAccount = roleArn?.split(':')[4] ?? '';
  const credentials = roleArn ? () => roles.credentialsOf(managementAccount, roleArn) : undefined;
  return new OrganizationAccounts(new OrganizationsClient({ region, credentials }), exclude);
}
