import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { signatureOf } from '../../emulation/slack/requests/sign';
import { bundleOptions, buildFunctions } from '../../scripts/build-functions';
import { median } from '../figures';
import { processorTime } from './processor-time';

const help = `npm run bench:slack-in -- [--rounds N]

How long slack-in takes from the start of its process to its first answer, beside Node's own start: by turns, in one
run, in milliseconds of a processor.

  --rounds N   rounds that count, of five starts each, after one that does not (9)
  --help       print this`;

/** The kernel counts hundredths of a second. */
const STARTS = 5;
const TARGET = 1.5;
const root = path.join(__dirname, '..', '..');
const secret = 'nobodys-signing-secret';

interface Trial {
  readonly name: string;
  readonly bundle: string;
  readonly event: () => object;
  /** HTTP's. */
  readonly status: number;
  /** How many times Node's own start it may take; absent where it is there to compare. */
  readonly target?: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '9' }, help: { type: 'boolean' } },
  });
  if (values.help) return console.log(help);
  if (!/^[1-9]\d{0,2}$/.test(values.rounds))
    throw new RangeError(
      `--rounds: expected a number from 1, found ${JSON.stringify(values.rounds)}`,
    );
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-bench-'));
  const aws = fork(path.join(__dirname, 'stand-in-aws.cjs'), [secret]);
  try {
    const [port] = (await once(aws, 'message')) as [number];
    const trials = await trialsIn(folder);
    const before = loadavg()[0] ?? NaN;
    const times = measure(trials, environmentOf(port), Number(values.rounds));
    const load = `load ${before.toFixed(1)} and ${(loadavg()[0] ?? NaN).toFixed(1)} before and after`;
    console.log(`medians of ${values.rounds} rounds, Node ${process.version}, ${load}\n`);
    console.log(tableOf(trials, times));
  } finally {
    aws.disconnect();
    rmSync(folder, { recursive: true });
  }
}

const empty = `export const handler = async () => ({ statusCode: 200 });`;
/** As deployed, but for AWS: the secret is at hand, as it is given to other receivers, and the queue is in memory. */
const atHand = `
  import { InMemoryActionQueue } from './functions/in-memory/action-queue';
  import { InMemorySigningSecret } from './functions/in-memory/signing-secret';
  import { answer } from './functions/slack-in/answer';
  import { SecretsAtHand } from './functions/slack-in/secrets-at-hand';
  import { Seen } from './functions/slack-in/seen';
  const secrets = new SecretsAtHand(new InMemorySigningSecret('${secret}'));
  const world = { secrets, queue: new InMemoryActionQueue(), seen: new Seen(), appId: 'A0EMULATED0' };
  export const handler = async (event) => {
    const { kind } = await answer(event, world, new Date());
    return { statusCode: kind === 'taken' ? 200 : 500 };
  };`;

async function trialsIn(folder: string): Promise<readonly Trial[]> {
  await buildFunctions(folder, { sourceMaps: false });
  const made = async (name: string, contents: string) => {
    const outfile = path.join(folder, `${name}.js`);
    const stdin = { contents, resolveDir: root, loader: 'ts' } as const;
    await build({ ...bundleOptions, stdin, outfile, legalComments: 'none' });
    return outfile;
  };
  const slackIn = path.join(folder, 'slack-in', 'index.js');
  const nothing = () => ({});
  const withTls = `
    import { connect } from 'node:tls';
    export const handler = async () => ({ statusCode: connect ? 200 : 500 });`;
  return [
    {
      name: 'Node, with a handler that does nothing',
      bundle: await made('empty', empty),
      event: nothing,
      status: 200,
    },
    {
      name: 'slack-in, which refuses an old request',
      bundle: slackIn,
      event: () => press(600),
      status: 401,
      target: TARGET,
    },
    {
      name: 'slack-in, which takes a press, with the secret and a queue at hand',
      bundle: await made('at-hand', atHand),
      event: () => press(0),
      status: 200,
      target: TARGET,
    },
    {
      name: 'slack-in, which takes a press: two calls of AWS, without TLS',
      bundle: slackIn,
      event: () => press(0),
      status: 200,
    },
    {
      name: 'Node, with TLS loaded and nothing done',
      bundle: await made('tls', withTls),
      event: nothing,
      status: 200,
    },
  ];
}

/** What a Function URL invokes with, for a button that was pressed. */
function press(secondsAgo: number): object {
  const timestamp = String(Math.floor(Date.now() / 1000) - secondsAgo);
  const value = JSON.stringify({
    v: 1,
    account: '111111111111',
    user: 'alice',
    credential: { kind: 'access-key', id: 'AKIAOLD0000000000001' },
    notice: 'key/AKIAOLD0000000000001/created',
  });
  const payload = {
    type: 'block_actions',
    api_app_id: 'A0EMULATED0',
    team: { id: 'T0EMULATED0' },
    user: { id: 'U0ALICE0001', team_id: 'T0EMULATED0' },
    container: { type: 'message', channel_id: 'D0ALICE0001', message_ts: '1772442000.000100' },
    actions: [{ action_id: 'keyturn:not-mine', value, action_ts: '1772442060.000200' }],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signatureOf(secret, timestamp, body),
    },
    requestContext: { http: { method: 'POST' } },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  };
}

function environmentOf(port: number): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'nobody',
    AWS_SECRET_ACCESS_KEY: 'nothing',
    AWS_SESSION_TOKEN: 'none',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    KEYTURN_SLACK_SIGNING_SECRET_ARN:
      'arn:aws:secretsmanager:eu-central-1:111111111111:secret:signing-AbCdEf',
    KEYTURN_ACTION_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/111111111111/actions.fifo',
    KEYTURN_SLACK_APP_ID: 'A0EMULATED0',
  };
}

/** Of each trial the milliseconds of a start, round by round; who goes first changes. */
function measure(
  trials: readonly Trial[],
  env: NodeJS.ProcessEnv,
  rounds: number,
): readonly (readonly number[])[] {
  const times = trials.map((): number[] => []);
  for (let round = 0; round <= rounds; round++)
    for (const index of trials.keys()) {
      const which = (index + round) % trials.length;
      const trial = trials[which];
      if (!trial) continue;
      const time = processorTime(() => {
        for (let start = 0; start < STARTS; start++) answerOnce(trial, env);
      });
      // The first of each reads its files from the disk.
      if (round > 0) times[which]?.push(time / STARTS);
    }
  return times;
}

function answerOnce({ name, bundle, event, status }: Trial, env: NodeJS.ProcessEnv): void {
  const args = [path.join(__dirname, 'first-answer.cjs'), bundle, JSON.stringify(event())];
  const { stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  if (!stdout.includes(`\n{"statusCode":${status}`))
    throw new Error(`${name}: expected ${status}, found ${stdout}${stderr}`);
}

function tableOf(trials: readonly Trial[], times: readonly (readonly number[])[]): string {
  const [base = []] = times;
  const rows = trials.map(({ name, target }, index) => {
    const own = times[index] ?? [];
    const ratio = median(own.map((time, round) => time / (base[round] ?? NaN)));
    const met = target === undefined ? '' : ratio <= target ? 'yes' : 'no';
    return `| ${name} | ${median(own).toFixed(0)} | ${ratio.toFixed(2)} | ${target ?? ''} | ${met} |`;
  });
  return [
    '| what | ms of a processor | times Node’s own | at most | met |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
