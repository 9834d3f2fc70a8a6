import { Provider } from '@pulumi/aws/provider';
import * as pulumi from '@pulumi/pulumi';
import { AuditRole, FanOut, KeyEventForwarder, KeyMonitor } from '../../../components';

/** The same as the stack `monitor` of this repository makes, and all that a company can switch on for its scanners. */
export = () => {
  const config = new pulumi.Config('scanners');
  const accountId = config.require('accountId');
  const providerIn = (name: string, region: 'eu-central-1' | 'us-east-1') =>
    new Provider(name, { region, allowedAccountIds: [accountId] });
  const home = providerIn('home', 'eu-central-1');
  const externalId = `keyturn-${accountId}`;

  const monitor = new KeyMonitor(
    'keyturn',
    {
      accounts: config.requireObject('accounts'),
      externalId,
      teamChannel: 'C0INFRA0001',
      timeZone: 'Europe/Berlin',
      alarmEmails: ['infrastructure@example.com'],
      slackToken: config.requireSecret('slackToken'),
      slackTokenAdministratorArns: [`arn:aws:iam::${accountId}:role/deployer`],
      fanOut: FanOut.Distributed,
      createKmsKey: true,
      tracing: true,
      accessLogBucket: config.require('accessLogBucket'),
      monitorReservedConcurrency: 8,
      notifyReservedConcurrency: 2,
      keyEventsReservedConcurrency: 1,
      codeSigningConfigArn: `arn:aws:lambda:eu-central-1:${accountId}:code-signing-config:csc-0123456789abcdef0`,
    },
    { provider: home },
  );
  const { monitorRoleArn, eventBusArn } = monitor;
  new AuditRole('audit', { monitorRoleArn, externalId }, { provider: home });
  new KeyEventForwarder(
    'key-events',
    { eventBusArn },
    { provider: providerIn('key-events', 'us-east-1') },
  );
  return { monitorRoleArn };
};
