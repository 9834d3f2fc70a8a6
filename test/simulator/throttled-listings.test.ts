import assert from 'node:assert/strict';
import { emptyLedger } from '../../rules/ledger';
import { aProcess, aRun, aWorld } from './a-world';
import { alice, emptyStory } from './story/empty-story';
import { otherKinds } from './story/story';
import { SimulatedIam } from './world/iam';
import { errorAt } from './world/process';

const account = { id: alice.accountId, name: 'identity' };
const start = Date.UTC(2026, 2, 2, 9);
const reminded = { ...emptyStory.rules.others['ssh-key'], do: 'remind' } as const;

/** An account whose one user has one credential of each kind, read while one call is throttled. */
async function readWithout(call: string) {
  const rules = {
    ...emptyStory.rules,
    others: { 'service-specific': reminded, 'ssh-key': reminded, 'signing-certificate': reminded },
  };
  const world = aWorld({ ...emptyStory, rules }, start);
  const user = world.aws.createUser(alice.accountId, alice.name, alice.tags, true);
  for (const kind of otherKinds)
    world.aws.createOther(user, {
      kind,
      ...(kind === 'service-specific' && { service: 'bedrock' }),
    });
  const process = aProcess('monitor', world);
  const answered = process.call.bind(process);
  process.call = (name, ...more) =>
    name === call ? Promise.reject(errorAt(name)) : answered(name, ...more);
  const run = aRun(start);
  const iam = new SimulatedIam(world, run, process);
  const reading = await iam.read(account, emptyLedger(account.id), run.now);
  assert.equal(reading.outcome, 'read');
  const [found] = reading.inventory.users;
  assert.ok(found);
  return found;
}

describe('the simulated IAM, as the adapter, reads an account', () => {
  const fields = ['serviceCredentials', 'sshKeys', 'signingCertificates'] as const;

  it('with what the user has of each kind', async () => {
    const user = await readWithout('nothing');
    for (const field of fields) assert.equal((user[field] as unknown[]).length, 1, field);
  });

  const cases: [string, (typeof fields)[number], string][] = [
    ['iam.services', 'serviceCredentials', 'iam:ListServiceSpecificCredentials'],
    ['iam.sshKeys', 'sshKeys', 'iam:ListSSHPublicKeys'],
    ['iam.certificates', 'signingCertificates', 'iam:ListSigningCertificates'],
  ];
  for (const [call, field, operation] of cases)
    it(`to its end, without them, where ${operation} is throttled`, async () => {
      const user = await readWithout(call);
      assert.deepEqual(user[field], { unknown: `throttled at ${operation}` });
      for (const other of fields.filter((each) => each !== field))
        assert.equal((user[other] as unknown[]).length, 1, other);
    });
});
