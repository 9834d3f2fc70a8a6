import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Verdict } from './cases';
import { secret, type UrlEvent } from './requests';

/** Slack's own framework, with 68 packages that nothing else here needs: installed in a folder of its own. */
const VERSION = '5.1.0';
const folder = path.join(__dirname, '..', '..', '.bolt');
const manifest = path.join(folder, 'node_modules', '@slack', 'bolt', 'package.json');

/** What is used of Bolt. */
interface Bolt {
  readonly App: new (options: object) => {
    action(id: RegExp, listener: (args: Args) => Promise<void>): void;
    view(id: RegExp, listener: (args: Args) => Promise<void>): void;
    event(type: string, listener: () => Promise<void>): void;
  };
  readonly AwsLambdaReceiver: new (options: object) => { start(): Promise<Handler> };
}
interface Args {
  readonly ack: () => Promise<void>;
}
type Handler = (event: UrlEvent, context: object) => Promise<{ readonly statusCode: number }>;

/** @returns why not, where it can't be installed */
export function installBolt(): string | undefined {
  if (existsSync(manifest) && readFileSync(manifest, 'utf8').includes(`"version": "${VERSION}"`))
    return undefined;
  mkdirSync(folder, { recursive: true });
  const what = ['--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
  const { status, stderr, error } = spawnSync(
    'npm',
    ['install', ...what, `@slack/bolt@${VERSION}`],
    { encoding: 'utf8' },
  );
  return status === 0 ? undefined : (error?.message ?? stderr.trim().split('\n')[0]);
}

/** Bolt's receiver for Lambda, with an app that takes everything: what it makes of a request. */
export async function boltVerdicts(): Promise<(event: UrlEvent) => Promise<Verdict>> {
  const { App, AwsLambdaReceiver } = createRequire(manifest)('.') as Bolt;
  const receiver = new AwsLambdaReceiver({ signingSecret: secret, logger: quiet });
  const authorize = () => Promise.resolve({ botToken: 'nobody', botId: 'B0KEYTURN00' });
  const app = new App({ receiver, authorize, logger: quiet });
  app.action(/.*/, ({ ack }) => ack());
  app.view(/.*/, ({ ack }) => ack());
  app.event('app_home_opened', () => Promise.resolve());
  const handler = await receiver.start();
  return async (event) => {
    try {
      const { statusCode } = await handler(event, {});
      return statusCode === 401 ? 'refuses' : 'takes';
    } catch {
      return 'refuses';
    }
  };
}

const nothing = () => undefined;
const quiet = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => 'error',
  setName: nothing,
};
