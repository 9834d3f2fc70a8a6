import assert from 'node:assert/strict';
import {
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeactivateMFADeviceCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import type { Moto } from '../../emulation/moto/start';
import { createDevice, enableDevice } from '../../emulation/moto/test-clients';
import { hands } from '../../emulation/people/credentials';
import { at, CredentialCompany } from './company';

describe('the deployed monitor and root', () => {
  let company: CredentialCompany;
  before(async () => {
    company = await CredentialCompany.found('disable');
    await company.setRoot({ mfa: false, accessKeys: [{ createdAt: at(-400) }] });
  });
  after(() => company.stop());

  const says = [/root has an enabled access key/, /root has a password and no MFA device/];

  it('tells the team of its key and that no device guards it, at once', async () => {
    await company.run(1);
    for (const each of says) assert.match(company.summary, each);
  });

  it('not on the next days', async () => {
    for (const day of [2, 7]) {
      await company.run(day);
      for (const each of says) assert.doesNotMatch(company.summary, each);
    }
  });

  it('again a week later', async () => {
    await company.run(8);
    for (const each of says) assert.match(company.summary, each);
  });

  it('no longer, when both are mended', async () => {
    await company.setRoot({ mfa: true, accessKeys: [] });
    for (const day of [9, 15, 16]) {
      await company.run(day);
      for (const each of says) assert.doesNotMatch(company.summary, each);
    }
  });

  it('and never touches anything', async () => assert.deepEqual(await company.changes(), []));
});

describe('the deployed functions and news of credentials, in the team’s channel within the hour', () => {
  let company: CredentialCompany;
  before(async () => {
    company = await CredentialCompany.found();
    await company.run(1);
  });
  after(() => company.stop());

  /** Done by the account’s root, who is not their owner. */
  const cases: readonly (readonly [
    string,
    (iam: IAMClient, moto: Moto) => Promise<unknown>,
    RegExp,
  ])[] = [
    [
      'an API key, which never ends',
      (iam) => hands['service-specific'].make(iam, 'alice'),
      /^🚨 New API key for Bedrock …\w{4} for alice .*by somebody else, and it never ends/,
    ],
    [
      'an SSH key',
      (iam) => hands['ssh-key'].make(iam, 'alice'),
      /^🚨 New SSH key …\w{4} for alice .*by somebody else/,
    ],
    [
      'a signing certificate',
      (iam) => hands['signing-certificate'].make(iam, 'alice'),
      /^🚨 New signing certificate …\w{4} for alice .*by somebody else/,
    ],
    [
      'a console password',
      (iam) =>
        iam.send(
          new CreateLoginProfileCommand({ UserName: 'bob', Password: 'Correct-horse-9-staple' }),
        ),
      /^⚠️ New console password for bob .*given by somebody else/,
    ],
    [
      'an MFA device that is taken off',
      takeOff,
      /^🚨 An MFA device of bob was taken off .*by somebody else/,
    ],
    [
      'a user that a console makes for an API key',
      (iam) => iam.send(new CreateUserCommand({ UserName: 'BedrockAPIKey-x1y2' })),
      /^⚠️ New user BedrockAPIKey-x1y2 .*a console made it/,
    ],
  ];
  for (const [index, [what, act, expected]] of cases.entries())
    it(`${what}: once, and to nobody else`, async () => {
      await company.doOn(2 + index, act);
      const [message, ...others] = company.told('channel');
      assert.deepEqual(others, []);
      assert.match(message ?? '', expected);
      assert.deepEqual([...company.told('alice'), ...company.told('bob')], []);
      assert.deepEqual(await company.changes(), []);
    });
});

/** Bob gets a device and loses it. */
async function takeOff(iam: IAMClient, moto: Moto): Promise<void> {
  const device = await createDevice(iam, 'bob');
  await enableDevice(moto, iam, device, 'bob');
  const which = { UserName: 'bob', SerialNumber: device.serialNumber };
  await iam.send(new DeactivateMFADeviceCommand(which));
}
