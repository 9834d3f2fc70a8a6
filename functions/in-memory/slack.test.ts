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
  return Promise.resolve({ slack, textsOf, threadOf, deleteMessage });
});
