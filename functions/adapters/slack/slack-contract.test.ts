import { startSlack, type SlackServer } from '../../../emulation/slack/start';
import { contractWorkspace, slackContract } from '../../contracts/slack-contract';
import { SlackAdapter } from './slack';

const { user, leaver, channel } = contractWorkspace;

describe('Slack’s adapter', () => {
  let server: SlackServer;
  before(
    async () =>
      (server = await startSlack({
        users: [
          { id: user, name: 'alice' },
          { id: leaver, name: 'leaver', isDeactivated: true },
        ],
        channels: [{ id: channel, name: 'infra' }],
      })),
  );
  after(() => server.stop());

  slackContract('of the emulation', () => {
    server.clear();
    const token = () => Promise.resolve(server.token);
    const slack = new SlackAdapter({
      token: { current: token, renewed: token },
      apiUrl: server.url,
      remainingMs: () => 60_000,
    });
    const textsOf = (recipient: string) =>
      server.inbox.all.filter(({ to }) => to === recipient).map(({ text }) => text);
    const threadOf = (ts: string) =>
      server.inbox.all.filter(({ threadTs }) => threadTs === ts).map(({ text }) => text);
    const deleteMessage = (ts: string) => server.inbox.remove({ channel, ts });
    const aloneOf = (recipient: string) =>
      server.inbox.seenAloneBy(recipient).map(({ channel: where, text }) => [where, text] as const);
    const homeOf = (recipient: string) => server.inbox.homeOf(recipient)?.blocks;
    return Promise.resolve({ slack, textsOf, threadOf, deleteMessage, aloneOf, homeOf });
  });
});
