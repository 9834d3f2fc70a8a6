import {
  checkChannel,
  checkScopes,
  checkUser,
  lookUpApp,
  neededScopes,
  readingScopes,
} from '../../functions/adapters/slack/look-up';
import { version } from '../../package.json';
import { monitorAccount } from '../../stacks/config/monitor-keys';
import { badUse } from '../cli-error';
import { concludeChecks } from '../conclude-checks';
import { coloursFor, openOutput } from '../output';
import { startProgress, type Progress } from '../progress';
import type { Check, SlackCheck } from './check-document';
import { renderCheckTable } from './check-table';
import { checkRequests, readRequestUrl } from './check-requests';
import { agreed, findDeclared, type Declared, type DeclaredOptions } from './declared';
import { SlackClient, standardApiUrl } from './slack-client';
import { findSigningSecret, type SigningSecretOptions } from './signing-secret';
import { findToken, type FoundToken, type TokenOptions } from './token';

export interface CheckOptions extends DeclaredOptions, TokenOptions, SigningSecretOptions {
  readonly requestUrl?: string;
  readonly apiUrl?: string;
  readonly format: 'table' | 'json';
  readonly out?: string;
}

/** @throws CliError, also for what is wrong or could not be checked, after all was written */
export async function runCheck(options: CheckOptions): Promise<void> {
  if (!monitorAccount.slackApiUrl.safeParse(options.apiUrl).success)
    throw badUse(
      `--api-url is ${JSON.stringify(options.apiUrl)}: expected an https URL that ends in /api/`,
    );
  const requestUrl = readRequestUrl(options.requestUrl);
  const declared = findDeclared(options);
  const apiUrl =
    options.apiUrl ?? agreed(declared.monitors, 'slackApiUrl', '--api-url') ?? standardApiUrl;
  const output = openOutput(options.out);
  const progress = startProgress('finding the token');
  let document: SlackCheck;
  try {
    const token = await findToken(options, declared.monitors);
    const requests =
      requestUrl === undefined
        ? undefined
        : { url: requestUrl, secret: await findSigningSecret(options, declared.monitors) };
    document = await check(declared, token, { apiUrl, requests }, progress);
  } finally {
    progress.stop();
  }
  await output.write(
    options.format === 'json'
      ? `${JSON.stringify(document, undefined, 2)}\n`
      : renderCheckTable(document, coloursFor(options.out)),
  );
  conclude(document.checks);
}

interface Asked {
  readonly apiUrl: string;
  /** Where presses go, and with what Slack signs them. */
  readonly requests?: { readonly url: string; readonly secret: string };
}

async function check(
  { project, channels, users }: Declared,
  { token, from }: FoundToken,
  { apiUrl, requests }: Asked,
  progress: Progress,
): Promise<SlackCheck> {
  const slack = new SlackClient(token, apiUrl, (seconds) =>
    progress.say(`Slack asks to wait ${seconds} s`),
  );
  progress.say('asking Slack whose the token is');
  const app = await lookUpApp(slack);
  const checks: Check[] = [...checkScopes(app)];
  for (const channel of channels) checks.push(await checkChannel(slack, app, channel));
  for (const [i, user] of users.entries()) {
    progress.say(`looking up people: ${i} of ${users.length}`);
    checks.push(await checkUser(slack, user));
  }
  if (requests) {
    progress.say('sending requests as Slack signs them');
    checks.push(...(await checkRequests(requests.url, requests.secret)));
  }
  const used: readonly string[] = [...Object.keys(neededScopes), ...readingScopes];
  return {
    format: 'keyturn-slack-check/1',
    keyturnVersion: version,
    checkedAt: new Date().toISOString(),
    apiUrl,
    tokenFrom: from,
    workspace: app.workspace,
    workspaceUrl: app.workspaceUrl,
    appUser: app.user,
    project,
    requestUrl: requests?.url,
    checks,
    unusedScopes: (app.scopes ?? []).filter((scope) => scope !== '' && !used.includes(scope)),
  };
}

/** The scopes that show channels are more than the app needs: to go without them is no fault. */
function conclude(checks: readonly Check[]): void {
  const open = checks.filter(
    ({ what, outcome, needsOneOf }) =>
      outcome === 'not-checked' && !(what === 'channel' && needsOneOf),
  );
  const wrong = checks.filter(({ outcome }) => outcome === 'wrong');
  concludeChecks({ all: checks.length, wrong: wrong.length, open: open.length });
}
