import { contractWorkspace, slackContract } from '../contracts/slack-contract';
import { InMemorySlack } from './slack';

slackContract('in memory', () => {
  const slack = new InMemorySlack();
  slack.makeUnreachable(contractWorkspace.leaver, 'account_inactive');
  const textsOf = (recipient: string) =>
    slack.posts.filter((post) => post.recipient === recipient).map(({ message }) => message.text);
  const threadOf = (ts: string) =>
    slack.posts.filter(({ threadTs }) => threadTs === ts).map(({ message }) => message.text);
  const deleteMessage = (ts: string) => slack.deleteMessage(ts);
  const aloneOf = (user: string) =>
    slack.alone
      .filter(({ seenBy }) => seenBy === user)
      .map(({ channel, message }) => [channel, message.text] as const);
  const homeOf = (user: string) => slack.homeOf(user)?.blocks;
  return Promise.resolve({ slack, textsOf, threadOf, deleteMessage, aloneOf, homeOf });
});
