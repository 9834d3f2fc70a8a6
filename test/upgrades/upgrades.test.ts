import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { providerCalls } from '../../rules/deployer/needs';
import { changes, describe as inWords, type Change } from './changes';
import { registrationsOfOneAccount } from './one-account';
import { registrationsOfOrganization } from './organization';
import { nameOf, typeOf, type Registered } from './registered';
import { registrationsOf } from './registrations';
import { registrationsOfSlackAnswers, signingSecret } from './slack-answers';
import { readSnapshot, snapshots, writeSnapshot } from './snapshots';
import { precious, replaceable, surprises } from './surprises';

/**
 * What an upgrade does to a company that has the stacks: all that they register, held against reviewed snapshots.
 * After a wanted change: KEYTURN_UPDATE_SNAPSHOTS=1 npx mocha test/upgrades, then read the diff. That refuses what
 * would surprise a company, unless it is named in KEYTURN_ACCEPT_SURPRISES (`alice-user,keyturn-ledger`): for what
 * the changelog says in as many words, and for changes of the example itself.
 */
const isUpdate = process.env['KEYTURN_UPDATE_SNAPSHOTS'] === '1';
const accepted = (process.env['KEYTURN_ACCEPT_SURPRISES'] ?? '').split(',');

const root = path.join(__dirname, '..', '..');
const stacks: Readonly<Record<string, () => Promise<Registered[]>>> = {
  identity: () => registrationsOf(root, 'identity'),
  production: () => registrationsOf(root, 'production'),
  monitor: () => registrationsOf(root, 'monitor'),
  'one-account': () => registrationsOfOneAccount(),
  organization: () => registrationsOfOrganization(),
  'slack-answers': () => registrationsOfSlackAnswers(),
};

function refuse(heading: string, found: readonly Change[], advice: string): void {
  if (found.length > 0) assert.fail([heading, ...found.map(inWords), advice].join('\n  '));
}

describe('a company that upgrades', () => {
  for (const [stack, registrations] of Object.entries(stacks))
    it(`finds its stack ${stack} as it was`, async () => {
      const found = await registrations();
      const snapshot = readSnapshot(stack);
      if (snapshot || !isUpdate) {
        assert.ok(snapshot, `there is no reviewed snapshot of ${stack}`);
        refuse(
          `an upgrade would surprise a company with the stack ${stack}:`,
          surprises(snapshot, found).filter(
            ({ now }) => !isUpdate || !accepted.includes(nameOf(now)),
          ),
          'Keep it as it is: an alias for another name or parent, a new argument for another input.',
        );
      }
      if (isUpdate) return writeSnapshot(stack, found);
      refuse(
        `${stack} is not as its reviewed snapshot; an upgrade would change these:`,
        changes(snapshot ?? [], found),
        'If that is wanted, update the snapshot with KEYTURN_UPDATE_SNAPSHOTS=1 and read the diff.',
      );
      // Where nothing happens in AWS: aliases, parents, what is protected from now on.
      assert.deepEqual(found, snapshot, `${stack} is not as its reviewed snapshot`);
    });

  it('has no snapshot of a stack that is no more', () =>
    assert.deepEqual(snapshots().sort(), Object.keys(stacks).sort()));

  it('is surprised, or not, by the replacing of each type that the stacks make', () => {
    const made = snapshots().flatMap((stack) => (readSnapshot(stack) ?? []).map(typeOf));
    // What stacks make by settings that none of these has is among what a deployer may make.
    const unknown = [...made, ...Object.keys(providerCalls)].filter((type) => /^aws:/.test(type));
    assert.deepEqual(
      [...new Set(unknown)].filter((type) => !precious.has(type) && !replaceable.has(type)).sort(),
      [],
      'say in test/upgrades/surprises.ts whether it is precious',
    );
    assert.deepEqual(
      [...precious].filter((type) => replaceable.has(type)),
      [],
    );
  });

  it('finds protected what can not be made again, and no user', () => {
    const all = readSnapshot('one-account') ?? [];
    const isKept = (each: Registered) => each.protect ?? each.retainOnDelete ?? false;
    assert.deepEqual(
      all.filter(isKept).map((each) => [typeOf(each), each.protect ? 'protect' : 'retainOnDelete']),
      [
        ['aws:cloudtrail/trail:Trail', 'protect'],
        ['aws:s3/bucket:Bucket', 'protect'],
        ['aws:s3/bucketPolicy:BucketPolicy', 'protect'],
        ['awsx:cloudtrail:Trail', 'protect'],
        ['aws:dynamodb/table:Table', 'protect'],
        ['aws:kms/key:Key', 'protect'],
        ['aws:s3/bucket:Bucket', 'protect'],
        ['aws:secretsmanager/secret:Secret', 'protect'],
        ['aws:secretsmanager/secretVersion:SecretVersion', 'retainOnDelete'],
      ],
    );
  });

  it('can take its stack down when it says so', async () => {
    const all = await registrationsOfOneAccount({ 'keyturn:deletionProtection': 'false' });
    assert.deepEqual(
      all.filter(({ protect, inputs }) => protect || inputs['deletionProtectionEnabled']),
      [],
    );
  });

  it('has nothing made anew or taken away when it lets people answer in Slack, or no more', async () => {
    const [without, answering] = [
      await registrationsOfSlackAnswers({ isOn: false }),
      await registrationsOfSlackAnswers(),
    ];
    for (const [before, after] of [
      [without, answering],
      [answering, without],
    ] as const) {
      const found = changes(before, after);
      assert.deepEqual(
        found.filter(({ kind }) => kind !== 'new' && kind !== 'deleted' && kind !== 'updated'),
        [],
      );
      const updated = found
        .filter(({ kind, now }) => kind === 'updated' && typeOf(now).startsWith('aws:'))
        .map(({ now }) => nameOf(now));
      assert.deepEqual(updated.sort(), [
        'audit-permissions',
        'audit-role',
        'keyturn-key-events-function',
        'keyturn-key-events-permissions',
        'keyturn-monitor-function',
        'keyturn-notify-function',
      ]);
    }
    const added = changes(without, answering).filter(({ kind }) => kind === 'new');
    assert.ok(added.length > 20);
    const ofAnswers =
      /^keyturn-(slack-in|act|actions|undone|slack-signing-secret|requests-refused)(-|$)/;
    assert.deepEqual(
      added.map(({ now }) => nameOf(now)).filter((name) => !ofAnswers.test(name)),
      [],
    );
  });

  it('is shown no secret and no folder of this machine', () => {
    for (const stack of Object.keys(stacks)) {
      const text = JSON.stringify(readSnapshot(stack));
      for (const never of ['xoxb-', signingSecret, root, tmpdir()])
        assert.ok(!text.includes(never), never);
    }
  });
});
