import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { call } from './control';
import { isKeyEvent, type IamEvent } from './key-event';
import type { Moto, RecordedCall } from './moto';
import { ROOT_ACCESS_KEY_ID, theServers } from './servers';

export { MotoError } from './control';
export type { IamEvent, IamEventDetail, KeyEvent, KeyEventDetail } from './key-event';
export type { Moto, RecordedCall, SignInRequest } from './moto';
export type { RootState } from './root-state';

/**
 * Starts an emulated AWS of its own, empty, on a free port.
 * @param options.at where its clock starts, by default now.
 * @param options.reportsAtOnce a credential report is ready as soon as it is asked for, as with AWS it is not: for
 *   stories of many days, which wait half a second for each.
 * @throws Error when .venv is missing or the server does not come up; what the server complains of goes to stderr.
 */
export async function startMoto({
  at,
  reportsAtOnce = false,
}: { readonly at?: Date; readonly reportsAtOnce?: boolean } = {}): Promise<Moto> {
  const { port, stop } = await theServers().start({ at: at?.toISOString(), reportsAtOnce });
  return { ...handleOf(`http://127.0.0.1:${port}`), stop };
}

function handleOf(url: string): Omit<Moto, 'stop'> {
  const iamEvents = (since?: Date) =>
    call<IamEvent[]>(url, 'GET', since ? `events?since=${since.toISOString()}` : 'events');
  return {
    url,
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: ROOT_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY: 'emulated',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    now: async () => new Date((await call<{ now: string }>(url, 'GET', 'clock')).now),
    setClock: (to) => call(url, 'POST', 'clock', { now: to.toISOString() }),
    reset: () => call(url, 'POST', 'reset', {}),
    credentialsFor: (account) => call(url, 'POST', 'credentials', { account }),
    signIn: async (account, signIn) => {
      type Answer = AwsCredentialIdentity & { passwordResetRequired: boolean };
      const { passwordResetRequired, ...credentials } = await call<Answer>(url, 'POST', 'console', {
        account,
        ...signIn,
      });
      return { credentials, passwordResetRequired };
    },
    authorizeSignIn: (account, asked) => call(url, 'POST', 'authorize', { account, ...asked }),
    enableIdentityCenter: (account, of) => call(url, 'POST', 'identity-center', { account, ...of }),
    provision: (account, { region, users = [], groups = {} }) =>
      call(url, 'POST', 'provision', { account, region, users, groups }),
    roleCredentials: (asked) => call(url, 'POST', 'role-credentials', { ...asked }),
    setRoot: (account, has) => call(url, 'POST', 'root', { account, has }),
    iamEvents,
    keyEvents: async (since) => (await iamEvents(since)).filter(isKeyEvent),
    tellTime: (is) => call(url, 'POST', 'tell-time', { is }),
    refuse: (what, error) => call(url, 'POST', 'refuse', { what, error }),
    runFunctionsAt: (at) => call(url, 'POST', 'run-functions', { at }),
    recordedCalls: async () => {
      type Recorded = Omit<RecordedCall, 'at'> & { at: string };
      const calls = await call<Recorded[]>(url, 'GET', 'calls');
      return calls.map((each) => ({ ...each, at: new Date(each.at) }));
    },
  };
}
