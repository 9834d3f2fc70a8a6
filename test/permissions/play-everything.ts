import { IAMClient, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Administrator } from '../../emulation/people/administrator';
import { hands } from '../../emulation/people/credentials';
import { CHECK_FORMAT } from '../../rules/checks/check-format';
import { chosenKinds } from '../../rules/credentials';
import { functionNames } from '../../rules/names';
import type { Company } from './companies';

const day = (n: number, hour = 8) => new Date(Date.UTC(2027, 0, 1 + n, hour));
export const firstDay = day(0);

/**
 * Days in which the functions do everything that they ever do: a key is announced, warned of, looked at again
 * while the credential report is stale, disabled, enabled again by somebody and disabled again; one of each other kind
 * is disabled with it, where the company says so; an event and a run fail for good. Before the first reminder the key is
 * used, in a region of its own. Each function that it has checks itself.
 */
export async function playEverything({ emulated, setting }: Company): Promise<void> {
  const { moto } = emulated;
  const credentials = await moto.credentialsFor(setting.identity);
  const administrator = new Administrator(moto, credentials);
  await emulated.turnTo(day(0, 7));
  const keyId = await administrator.createKeyFor('alice');
  const iam = new IAMClient({ endpoint: moto.url, region: 'us-east-1', credentials });
  for (const kind of chosenKinds) await hands[kind].make(iam, 'alice');
  await emulated.run(day(0));
  await emulated.turnTo(day(79));
  const key = { accessKeyId: keyId, secretAccessKey: 'not checked' };
  const sts = new STSClient({ endpoint: moto.url, region: 'eu-north-1', credentials: key });
  await sts.send(new GetCallerIdentityCommand({}));
  await emulated.run(day(80));
  // Within the four hours that a credential report lives.
  await emulated.turnTo(day(80, 9));
  await administrator.createKeyFor('alice');
  await emulated.run(day(80, 10));
  await emulated.run(day(81));
  await emulated.run(day(86));
  await emulated.run(day(92));
  await emulated.turnTo(day(93, 7));
  await iam.send(
    new UpdateAccessKeyCommand({ UserName: 'alice', AccessKeyId: keyId, Status: 'Active' }),
  );
  await emulated.run(day(93));
  await emulated.backlog();
  for (const name of functionNames)
    await emulated.wake(`keyturn-${name}`, { check: CHECK_FORMAT }, day(93));
  await fails(() => emulated.wake('keyturn-key-events', { forged: true }, day(93)));
  await fails(() => emulated.wake('keyturn-monitor', { scheduledTime: 'soon' }, day(93)));
}

async function fails(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch {
    return;
  }
  throw new Error('it should have failed');
}
