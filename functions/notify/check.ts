import type { CheckAnswer } from '../../rules/checks/check-answer';
import type { CheckEvent } from '../../rules/checks/check-event';
import { lineOf } from '../../rules/checks/tried';
import { inTime, noTime, type TimeLimit } from '../checking/in-time';
import { linesOf, notAsked, type Look } from '../checking/look';
import type { Recipient, SlackCheckPort, TriedApp } from '../ports/slack-check';

/** With what notify checks itself; none of it changes anything. */
export interface CheckPorts {
  readonly slack: SlackCheckPort;
  /** The secret's ARN. */
  readonly tokenSecretArn: string;
  readonly teamChannel: string;
  /** What it works with at home: the ledger. */
  readonly looks: readonly Look[];
}

/** What a delivery needs: the ledger, the token, what it may do, the team's channel, and who is named in the event. */
export async function checkNotify(
  { channels = [], people = [] }: CheckEvent,
  ports: CheckPorts,
  timeLeft: TimeLimit['timeLeft'],
): Promise<CheckAnswer['checks']> {
  const { slack, tokenSecretArn: id, teamChannel, looks } = ports;
  // One after the other: Slack counts calls, and the app's facts are needed first.
  const limit = { timeLeft, concurrency: 1 };
  const token: Look = { what: 'slack-token', id, look: () => slack.token() };
  const atHome = await linesOf([...looks, token], limit);
  const isReadable = atHome.some(
    ({ what, outcome }) => what === 'slack-token' && outcome === 'fine',
  );
  if (!isReadable) return [...atHome];
  const [app = noTime] = await inTime([slack], (each) => each.app(), limit);
  if (app === noTime) return [...atHome, notAsked({ what: 'slack-app', id: 'auth.test' })];
  if ('failed' in app) return [...atHome, lineOf('slack-app', app.url, app.failed)];
  const named = [teamChannel, ...channels].map((each) => ({
    id: each,
    usedBy: [each === teamChannel ? 'the team' : 'its members'],
  }));
  const recipients = [
    ...byId(named).map((each) => lookAt('slack-channel', each, () => slack.channel(each))),
    ...byId(people.map((each) => ({ id: each.id, usedBy: [each.usedBy] }))).map((each) =>
      lookAt('slack-user', each, () => slack.person(each)),
    ),
  ];
  return [...atHome, ...appLines(app), ...(await linesOf(recipients, limit))];
}

function lookAt(what: Look['what'], { id }: Recipient, look: Look['look']): Look {
  return { what, id, look };
}

function appLines({ url, found, scopes }: Exclude<TriedApp, { failed: unknown }>) {
  return [
    lineOf('slack-app', url, { is: 'done', found }),
    ...scopes.map(({ id, tried }) => lineOf('slack-scope', id, tried)),
  ];
}

/** Each once, with all that they are told for. */
function byId(recipients: readonly Recipient[]): readonly Recipient[] {
  return [...Map.groupBy(recipients, ({ id }) => id)].map(([id, same]) => ({
    id,
    usedBy: [...new Set(same.flatMap(({ usedBy }) => usedBy))],
  }));
}
