import assert from 'node:assert/strict';
import { IAMClient, TagUserCommand } from '@aws-sdk/client-iam';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { awsOf } from '../../emulation/company/aws-of';
import { Administrator } from '../../emulation/people/administrator';
import { clientsAt } from '../../emulation/people/workplace';
import { examples } from '../../functions/messages/examples';
import { noticeSchema, type Notice } from '../../rules/notices';
import { everything, found, type Company, type Setting } from '../permissions/companies';
import { evilTexts, harmIn, textsIn } from './evil';

const accountId = '333333333333';
const teamChannel = 'C0INFRA0001';
const day = (n: number, hour = 8) => new Date(Date.UTC(2027, 0, 1 + n, hour));
const userOf = (i: number) => `user-${i}`;
const slackIdOf = (i: number) => `U0PERSON${i}`;

const setting: Setting = {
  name: 'people who attack',
  identity: accountId,
  stacks: {
    monitor: `${everything}
  keyturn:settings: {circuitBreaker: {keys: 100}}
  keyturn:accounts:
    list: [{id: '${accountId}', name: "<!here> $(id) '; <https://evil.example|x> *\`@channel\`*"}]
`,
  },
  engineersFile: `engineers:\n${evilTexts
    .map((_, i) => `  ${userOf(i)}: {slackId: ${slackIdOf(i)}}\n`)
    .join('')}`,
};

describe('text that attacks, from where people can write it to Slack', () => {
  let company: Company;
  const keyIds: string[] = [];

  before(async () => {
    company = await found(setting, day(0, 6));
    const { moto } = company.emulated;
    const credentials = await moto.credentialsFor(accountId);
    const iam = new IAMClient({ endpoint: moto.url, region: 'us-east-1', credentials });
    for (const [i, text] of evilTexts.entries()) {
      // Headers hold no controls; whatever else CloudTrail takes for a user agent is the caller's choice.
      const userAgent = text.replace(/[^\x20-\x7e]/g, '?').slice(0, 1000);
      const somebody = new Administrator(moto, credentials, {
        sourceAddress: '203.0.113.9',
        userAgent,
      });
      keyIds.push(await somebody.createKeyFor(userOf(i)));
      // A tag is wrong as well, another one for every third: what was found is then reported to the team.
      const wrong = [['key-exempt-until'], ['slack-id'], ['rotate-with']][i % 3] ?? [];
      // As much of it as XML can carry, and as long as IAM takes. IAM also takes no brackets and no stars.
      const Value = text
        .slice(0, 256)
        .toWellFormed()
        .replace(/[^\P{Cc}\r\n]/gu, '');
      const Tags = ['full-name', ...wrong].map((Key) => ({ Key, Value }));
      await iam.send(new TagUserCommand({ UserName: userOf(i), Tags }));
    }
    await company.emulated.run(day(0));
    await company.emulated.turnTo(day(76));
    for (const [i, accessKeyId] of keyIds.entries()) {
      const text = (evilTexts[i] ?? '').replace(/[^\x20-\x7e]/g, '?').slice(0, 1000);
      const key = { accessKeyId, secretAccessKey: 'not checked' };
      const workplace = { sourceAddress: text, userAgent: text };
      await clientsAt(workplace, moto, key).sts.send(new GetCallerIdentityCommand({}));
    }
    for (const n of [77, 87, 93]) await company.emulated.run(day(n));
  });
  after(() => company?.emulated.stop());

  const messages = () => company.emulated.slack.inbox.all;

  it('was told: new keys, who uses them, reminders, disabled keys, and what is wrong with tags', () => {
    for (const what of [
      /New AWS key/,
      /Who used it/,
      /stops on/,
      /is disabled|was disabled|held back/,
      /slack-id/,
    ])
      assert.ok(
        messages().some((each) => what.test(JSON.stringify(each))),
        String(what),
      );
    assert.ok(messages().length > 3 * evilTexts.length);
  });

  it('is shown as text, and does nothing', () => {
    const harms = messages().flatMap((message) =>
      textsIn([message]).flatMap((text) =>
        harmIn(text, [teamChannel]).map((harm) => `${harm} in ${JSON.stringify(text)}`),
      ),
    );
    assert.deepEqual(harms, []);
  });

  it('reaches nobody but the team and the owners whose tags are right', () =>
    assert.deepEqual(
      [...new Set(messages().map(({ to }) => to))].sort(),
      [teamChannel, ...evilTexts.flatMap((_, i) => (i % 3 === 1 ? [] : [slackIdOf(i)]))].sort(),
    ));

  it('leaves no key id and no token in any log, at the level DEBUG', () => {
    const { logs, slack } = company.emulated;
    assert.match(logs, /"level":"DEBUG"/);
    for (const keyId of keyIds) assert.ok(!logs.includes(keyId), `…${keyId.slice(-4)}`);
    assert.ok(!logs.includes(slack.token));
  });

  it('breaks no line of the logs: each is one object of JSON', () => {
    const lines = company.emulated.logs.split('\n').filter((line) => line.startsWith('{'));
    assert.ok(lines.length > 100);
    for (const line of lines) assert.doesNotThrow(() => void JSON.parse(line), line.slice(0, 200));
  });

  it('in a notice that somebody forged in the queue: it is shown as text, or goes to the dead letters', async () => {
    const { moto, slack } = company.emulated;
    slack.inbox.clear();
    const sqs = new SQSClient(await awsOf(moto, { accountId, region: 'eu-central-1' }));
    const QueueUrl = `${moto.url}/${accountId}/keyturn-notices.fifo`;
    const forged = examples.flatMap(({ notice }, i) =>
      [0, 1].map((j) => ({ ...poisoned(notice, 2 * i + j), id: `forged/${i}-${j}` })),
    );
    for (const notice of forged)
      await sqs.send(
        new SendMessageCommand({
          QueueUrl,
          MessageBody: JSON.stringify(notice),
          MessageGroupId: notice.id,
          MessageDeduplicationId: notice.id,
        }),
      );
    await company.emulated.deliver(day(93, 12));
    const harms = messages().flatMap((message) =>
      textsIn([message]).flatMap((text) =>
        harmIn(text, [teamChannel, 'C0DEPLOYERS'], ['U0ANNABERG', 'U0RESPONDER']),
      ),
    );
    assert.deepEqual([...new Set(harms)], []);
    assert.ok(messages().length > forged.length / 2, `${messages().length} of ${forged.length}`);
  });
});

it('each of the texts that attack would be found, were it shown as it is', () => {
  // Entities do no harm as they are: only what they stand for must not come out of them.
  for (const text of evilTexts.filter((each) => !each.startsWith('&lt;')))
    assert.notDeepEqual(harmIn({ text, isMrkdwn: true }, [teamChannel]), [], text.slice(0, 80));
});

const freeFields = new Set(
  'userName fullName name arn program address sourceAddress userAgent service region reason label'.split(
    ' ',
  ),
);

/** The notice with a text in each place that takes any, another one in each; and still a notice. */
function poisoned(notice: Notice, first: number): Notice {
  let next = first;
  // What is no text at all (half a character) neither DynamoDB nor Slack would take.
  const evil = () => (evilTexts[next++ % evilTexts.length] ?? '').toWellFormed();
  const poison = (value: unknown, isFree = false): unknown => {
    if (typeof value === 'string') return isFree ? evil() : value;
    if (Array.isArray(value)) return value.map((each) => poison(each, true));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([field, each]) => [field, poison(each, freeFields.has(field))]),
    );
  };
  return noticeSchema.parse(poison(notice));
}
