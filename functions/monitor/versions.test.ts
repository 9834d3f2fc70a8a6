import assert from 'node:assert/strict';
import { PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { noticeId } from '../../rules/notices';
import { numberedMessage } from '../../rules/stored-versions';
import { defaultRotation } from '../../rules/rotation';
import { DynamoDeliveries } from '../adapters/ledger/deliveries';
import { DynamoLedger } from '../adapters/ledger/ledger';
import { DynamoRuns } from '../adapters/ledger/runs';
import { InMemorySlack } from '../in-memory/slack';
import { notify } from '../notify/notify';
import { createLedgerTable, emulatedDocuments } from '../testing/emulated-ledger';
import { handledAccountSchema, type HandledAccount } from './handled-account';
import { runStep } from './run-step';
import type { Ports } from './run';
import { Company, day, engineer, identity } from './testing/company';

const TEAM = 'C0INFRA0001';
const silent = () => undefined;
type Item = Record<string, unknown> & { readonly item: string };

/** A company whose ledger and deliveries are on the emulated DynamoDB, and whose queue holds what SQS would. */
class Deployment {
  readonly company = new Company();
  readonly slack = new InMemorySlack();
  readonly ledger: DynamoLedger;
  readonly #deliveries: DynamoDeliveries;

  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly table: string,
  ) {
    this.ledger = new DynamoLedger(documents, table);
    this.#deliveries = new DynamoDeliveries(documents, table);
  }

  get ports(): Ports {
    return { ...this.company.ports, ledger: this.ledger };
  }

  /** A run, and notify for all that it has queued. */
  async live(...days: readonly number[]): Promise<void> {
    for (const on of days) {
      await this.company.run(on, { ports: this.ports });
      const bodies = this.company.queue.take().map((each) => JSON.stringify(numberedMessage(each)));
      await this.deliver(bodies);
    }
  }

  /** @returns the messages that go back to the queue, and so to the dead letters in the end */
  async deliver(bodies: readonly string[]): Promise<number> {
    const Records = bodies.map((body, i) => ({
      messageId: String(i),
      body,
      attributes: { MessageGroupId: String(i) },
    }));
    const ports = {
      deliveries: this.#deliveries,
      slack: this.slack,
      teamChannel: TEAM,
      rotation: defaultRotation,
      now: () => this.company.now,
      remainingMs: () => 60_000,
    };
    const event = { Records } as unknown as Parameters<typeof notify>[0];
    const answer = await notify(event, ports, { info: silent, error: silent });
    return answer.batchItemFailures.length;
  }

  /** As another version wrote it. */
  async put(item: Item): Promise<void> {
    const Item = { account: identity.id, ...item };
    await this.documents.send(new PutCommand({ TableName: this.table, Item }));
  }

  async items(account = identity.id): Promise<ReadonlyMap<string, Item>> {
    const { Items = [] } = await this.documents.send(
      new QueryCommand({
        TableName: this.table,
        KeyConditionExpression: 'account = :account',
        ExpressionAttributeValues: { ':account': account },
      }),
    );
    return new Map(Items.map((item) => [String(item['item']), item as Item]));
  }

  told(recipient: string): readonly string[] {
    const posts = this.slack.posts.filter((post) => post.recipient === recipient);
    return posts.map(({ message }) => message.text);
  }
}

describe('what another version has stored or queued', () => {
  let moto: Moto;
  let documents: DynamoDBDocumentClient;
  let count = 0;
  before(async () => {
    moto = await startMoto();
    documents = emulatedDocuments(moto);
  });
  after(() => moto.stop());

  const open = async () => {
    const table = `versions-${++count}`;
    await createLedgerTable(documents, table);
    const deployment = new Deployment(documents, table);
    const { iam } = deployment.company;
    const keyOf = (name: string, slackId: string) => {
      iam.createUser(identity.id, name, { tags: { ...engineer, 'slack-id': slackId } });
      return iam.createKey(identity.id, name).id;
    };
    const [alice, bob] = [keyOf('alice', 'U0ALICE0001'), keyOf('bob', 'U0BOB000001')];
    return { deployment, table, alice, bob };
  };
  const ofNewer = (key: string): readonly Item[] => [
    { item: `key#${key}`, v: 2, credential: { kind: 'access-key', id: key }, held: ['moved'] },
    { item: `credential#password/AIDA1`, v: 1, state: 'quiet' },
    { item: `notice#${noticeId.keyReminder(key, 76)}`, v: 2, deliveries: [] },
    {
      item: 'notice#move/AIDA1/proved',
      v: 1,
      plannedAt: day(80).toISOString(),
      notice: { kind: 'moved', v: 1, id: 'move/AIDA1/proved' },
    },
    {
      item: `notice#key/${key}/created`,
      v: 1,
      plannedAt: day(80).toISOString(),
      notice: { kind: 'key-created', v: 2, of: key },
    },
    {
      item: 'notice#move/AIDA1/told',
      v: 1,
      plannedAt: day(60).toISOString(),
      notice: { kind: 'moved', v: 1, id: 'move/AIDA1/told' },
      team: { at: day(60).toISOString(), channel: TEAM, ts: '1.0' },
    },
    { item: 'finding#account#later', v: 2, times: 3 },
  ];

  it('is kept as it is, makes no account unread, and nobody loses a key by it', async () => {
    const { deployment, alice, bob } = await open();
    await deployment.live(0, 60);
    const stored = ofNewer(alice);
    for (const item of stored) await deployment.put(item);
    await deployment.live(61, 76, 81, 86, 91, 120);
    const items = await deployment.items();
    for (const item of stored)
      assert.deepEqual(items.get(item.item), { account: identity.id, ...item });
    const { company } = deployment;
    assert.equal(await company.statusOf(identity.id, alice), 'Active');
    assert.equal(await company.statusOf(identity.id, bob), 'Inactive');
    assert.deepEqual(deployment.told('U0ALICE0001'), []);
    assert.equal(deployment.told('U0BOB000001').length, 4);
  });

  it('of a move proves nothing, and what is seen beside it neither: nobody was warned of this closing', async () => {
    const { deployment, bob } = await open();
    const { company } = deployment;
    const tags = { ...engineer, 'slack-id': 'U0BOB000001' };
    const setAccess = (access: string) =>
      company.iam.changeUser(identity.id, 'bob', { tags: { ...tags, access } });
    const live = async (...days: readonly number[]) => {
      for (const on of days) {
        const at = new Date(day(on).getTime() - 3 * 3_600_000);
        company.ways.use(identity.id, 'bob', { way: 'sign-in', at });
        await deployment.live(on);
      }
    };
    setAccess('key+sign-in');
    await live(1, 2, 3);
    setAccess('sign-in');
    await live(4);
    // Then they go back, and on day 7 a newer version writes so.
    setAccess('key+sign-in');
    const [move] = [...(await deployment.ledger.load(identity.id)).moves.keys()];
    const item = { item: `move#${move}`, v: 2, wentBackOn: day(7).toISOString() };
    await deployment.put(item);
    setAccess('sign-in');
    for (const on of [5, 6, 8, 9, 10])
      company.ways.use(identity.id, 'bob', { way: 'sign-in', at: day(on) });
    await deployment.live(11, 12);
    assert.equal(await company.statusOf(identity.id, bob), 'Active');
    assert.deepEqual((await deployment.items()).get(item.item), {
      account: identity.id,
      ...item,
    });
  });

  it('of a warning counts as none, and is told and changed by no other version', async () => {
    const { deployment, bob } = await open();
    const item = `notice#${noticeId.keyReminder(bob, 76)}`;
    const record = { account: identity.id, item, v: 2, told: 'by a newer version' };
    await deployment.put(record);
    await deployment.live(76, 77);
    assert.deepEqual(deployment.told('U0BOB000001'), []);
    assert.deepEqual((await deployment.items()).get(item), record);
    // Whom nobody has warned, as far as this version can read, has five days from now on.
    await deployment.live(91, 92);
    assert.equal(await deployment.company.statusOf(identity.id, bob), 'Active');
    assert.equal(deployment.told('U0BOB000001').length, 1);
  });

  it('is told once, in this version’s words, where it is due in both', async () => {
    const { deployment, bob } = await open();
    const id = noticeId.keyReminder(bob, 76);
    const notice = { kind: 'key-reminder', v: 2, id, credential: bob };
    await deployment.put({ item: `notice#${id}`, v: 1, plannedAt: day(76).toISOString(), notice });
    await deployment.live(76, 77);
    assert.equal(deployment.told('U0BOB000001').length, 1);
  });

  it('is reported in the summary', async () => {
    const { deployment, alice } = await open();
    for (const item of ofNewer(alice)) await deployment.put(item);
    await deployment.live(1);
    const summary = JSON.stringify(deployment.slack.posts.at(-1)?.message.blocks);
    assert.match(summary, /newer version of Keyturn .*1 key left alone, 6 records passed by/);
  });

  it('keeps what it knows of an account that a newer version has handled', async () => {
    const { deployment } = await open();
    const [firstReadAt, lastReadAt] = [day(1).toISOString(), day(2).toISOString()];
    await deployment.put({ item: 'account', v: 2, firstReadAt, lastReadAt, tenure: 1 });
    const ledger = await deployment.ledger.load(identity.id);
    assert.deepEqual([ledger.firstReadAt, ledger.lastReadAt], [day(1), day(2)]);
  });

  it('of the version before has no numbers, and is read', async () => {
    const { deployment, bob } = await open();
    await deployment.live(0, 76);
    for (const item of (await deployment.items()).values()) {
      assert.equal(item['v'], 1, item.item);
      const { v, notice, ...rest } = item;
      const { v: ofNotice, ...old } = { ...(notice as object | undefined), v };
      assert.equal(ofNotice, 1);
      await deployment.put(notice === undefined ? rest : { ...rest, notice: old });
    }
    await deployment.live(81, 86, 91);
    assert.equal(await deployment.company.statusOf(identity.id, bob), 'Inactive');
    assert.equal(deployment.told('U0BOB000001').length, 4);
  });

  it('is no dead letter: it is kept in the ledger, and the team hears of it once', async () => {
    const { deployment } = await open();
    const moved = (n: number) => ({
      ...{ kind: 'moved', v: 1, id: `move/AIDA${n}/proved`, account: identity },
      ...{ plannedAt: day(80).toISOString(), to: 'sign-in', more: { n } },
    });
    const letter = { kind: 'private-message', v: 1, id: moved(2).id, notice: moved(2) };
    const bodies = [moved(1), letter, moved(3)].map((each) => JSON.stringify(each));
    assert.equal(await deployment.deliver(bodies), 0);
    assert.equal(await deployment.deliver(bodies), 0);
    const items = await deployment.items();
    for (const n of [1, 2, 3])
      assert.deepEqual(items.get(`notice#move/AIDA${n}/proved`)?.['notice'], moved(n));
    const [news, ...more] = deployment.told(TEAM);
    assert.match(news ?? '', /this version of Keyturn can’t read: `moved\/1`/);
    assert.deepEqual(more, []);
  });

  it('is told by the newer version when it runs again, if nobody was told before', async () => {
    const { deployment } = await open();
    await deployment.company.run(76, { ports: deployment.ports });
    const bodies = deployment.company.queue.take().map((each) => {
      const { notice, ...wrapper } = { notice: undefined, ...numberedMessage(each) };
      return { ...wrapper, notice: notice && { ...(notice as object), v: 2 } };
    });
    const later = bodies.map((each) => JSON.stringify(each.notice ? each : { ...each, v: 2 }));
    assert.equal(await deployment.deliver(later), 0);
    assert.deepEqual(deployment.told('U0BOB000001'), []);
    await deployment.live(77);
    assert.equal(deployment.told('U0BOB000001').length, 1);
  });

  it('of a run’s account counts as handled, and the summary says that it can’t be read', async () => {
    const { deployment, table, bob } = await open();
    const runs = new DynamoRuns<HandledAccount>(documents, table, handledAccountSchema);
    const ports = deployment.ports;
    const run = deployment.company.runOf(1, { ports });
    const of = { scheduledTime: day(1), run: 'monday' };
    await runStep(run, runs, { ...of, step: 'list', accounts: [identity] });
    const partition = 'run#monday';
    const item = `account#${identity.id}`;
    await deployment.put({ account: partition, item, name: 'identity', v: 2, said: bob });
    const result = await runStep(run, runs, { ...of, step: 'finish' });
    assert.deepEqual(result, {
      ...{ accountsRead: 1, accountsUnread: 0, keysDisabled: 0, keysHeldBack: 0 },
      ...{ noticesUndelivered: 0 },
    });
  });
});
