// A user's program, run under Pulumi's mocks: it prints the types of what it has registered.
import * as pulumi from '@pulumi/pulumi';
import { Engineer, EngineerBaseline, KeyMonitor, type KeyMonitorArgs } from 'keyturn';

const registered: { type: string; name: string; code?: Promise<string> }[] = [];

void pulumi.runtime
  .setMocks({
    newResource: ({ type, name, inputs }) => {
      registered.push({
        type,
        name,
        code: (inputs as { code?: pulumi.asset.FileArchive }).code?.path,
      });
      return { id: `${name}-id`, state: { ...(inputs as object), arn: `arn:aws:test:::${name}` } };
    },
    call: ({ token }) => {
      if (token === 'aws:index/getRegion:getRegion') return { region: 'us-east-1' };
      return {
        accountId: '111111111111',
        arn: 'arn:aws:iam::111111111111:user/me',
        userId: 'AIDA',
      };
    },
  })
  .then(() => {
    const monitor: KeyMonitorArgs = {
      accounts: [{ id: '111111111111', name: 'acme' }],
      externalId: 'some-external-id',
      teamChannel: 'C0123456789',
      slackTokenSecretArn: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:slack-AbCdEf',
    };
    new KeyMonitor('keyturn', monitor);
    const { groupName } = new EngineerBaseline('baseline');
    new Engineer('ada', { userName: 'ada', groupName, slackId: 'U0123456789' });
  });

process.once('beforeExit', () => {
  void Promise.all(registered.map(async (each) => ({ ...each, code: await each.code }))).then(
    (all) => console.log(JSON.stringify(all)),
  );
});
