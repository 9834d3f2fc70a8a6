import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { PulumiProject } from '../../emulation/pulumi/pulumi-project';
import { packFolder } from '../../policy-pack/testing/pack-process';
import { refusalOf } from './changes';

const account = '111111111111';

/** A group that gets a managed policy of the stack, whose ARN no preview knows. */
const program = (action: string) => `
const iam = require('@pulumi/aws/iam');
const group = new iam.Group('ops', { name: 'ops' });
const policy = new iam.Policy('managed', {
  name: 'managed',
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '${action}', Resource: '*' }],
  }),
});
new iam.GroupPolicyAttachment('attachment', { group: group.name, policyArn: policy.arn });
`;

describe('the policy pack, under the engine', function () {
  this.timeout(300_000);
  let moto: Moto;
  let project: PulumiProject;
  const policyPacks = [packFolder];

  before(async () => {
    moto = await startMoto();
    project = new PulumiProject(moto, (folder) => {
      const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
      write('Pulumi.yaml', 'name: acme\nruntime: nodejs\nmain: index.js\n');
      write('Pulumi.acme.yaml', 'config:\n  aws:region: eu-central-1\n');
      write('index.js', program('iam:*'));
    });
    project.linkModules();
  });
  after(async () => {
    await moto?.stop();
    project?.delete();
  });
  const stack = () => project.stack('acme', account);

  it('refuses in a preview what only the end of the preview can tell', async () => {
    const refused = await refusalOf((await stack()).preview({ policyPacks }));
    assert.match(refused, /\[mandatory\].* iam-no-admin-for-people +\(.*: attachment\)/);
    assert.match(
      refused,
      /attachment attaches managed, which makes administrators \(it allows iam:/,
    );
  });

  it('refuses in an update before the policy is attached', async () => {
    const refused = await refusalOf((await stack()).up({ policyPacks }));
    assert.match(
      refused,
      /attachment attaches (managed|arn:aws:iam::111111111111:policy\/managed)/,
    );
  });

  it('passes what is harmless', async () => {
    project.write('index.js', program('s3:GetObject'));
    const { changeSummary } = await (await stack()).preview({ policyPacks });
    assert.ok((changeSummary.create ?? 0) > 0);
  });

  it('refuses what is imported: in a preview before, in an update as soon as it is', async () => {
    const credentials = await moto.credentialsFor(account);
    const iam = new IAMClient({ endpoint: moto.url, region: 'us-east-1', credentials });
    await iam.send(new CreateUserCommand({ UserName: 'ada' }));
    project.write(
      'index.js',
      "const iam = require('@pulumi/aws/iam');\nnew iam.User('ada', { name: 'ada' }, { import: 'ada' });\n",
    );
    const refusal = /\[mandatory\].* iam-user-required-tags +\(.*: ada\)/;
    assert.match(await refusalOf((await stack()).preview({ policyPacks })), refusal);
    assert.match(await refusalOf((await stack()).up({ policyPacks })), refusal);
    const exported = await (await stack()).exportStack();
    assert.match(JSON.stringify(exported), /aws:iam\/user:User::ada/);
  });

  it('refuses a new engineer after the day, and no one who is there', async () => {
    const users = (...names: string[]) => `
const iam = require('@pulumi/aws/iam');
for (const name of ${JSON.stringify(names)})
  new iam.User(name, { name, forceDestroy: true, tags: { type: 'engineer', 'slack-id': 'U0' + name.toUpperCase() + '00001' } });
`;
    const config = { 'iam-user-access-until': { newUsersUntil: '2020-01-31' } };
    project.write('policy-config.json', JSON.stringify(config));
    const policyPackConfigs = [path.join(project.folder, 'policy-config.json')];
    const options = { policyPacks, policyPackConfigs };
    await (await stack()).destroy();
    project.write('index.js', users('grace'));
    await (await stack()).up();
    // Of whoever is there already it says nothing, be they changed or not.
    project.write('index.js', users('grace').replace('U0', 'U1'));
    assert.deepEqual((await (await stack()).up(options)).summary.resourceChanges, {
      update: 1,
      same: 1,
    });
    project.write('index.js', users('grace', 'linus'));
    const refusal = /\[mandatory\].* iam-user-access-until +\(.*: linus\)/;
    const refused = await refusalOf((await stack()).preview(options));
    assert.match(refused, refusal);
    assert.doesNotMatch(refused, /iam-user-access-until +\(.*: grace\)/);
  });
});
