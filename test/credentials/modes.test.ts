import assert from 'node:assert/strict';
import { chosenKinds, type ChosenKind } from '../../rules/credentials';
import { CredentialCompany, type Person } from './company';
import { hands } from '../../emulation/people/credentials';

type Ids = Readonly<Record<ChosenKind, string>>;

/** Its last four characters, as messages have it. */
const shown = (id: string) => `…${id.slice(-4)}`;
const names = { 'service-specific': 'API key for Bedrock', 'ssh-key': 'SSH key' } as const;
const nameOf = (kind: ChosenKind) =>
  kind === 'signing-certificate' ? 'signing certificate' : names[kind];
const disablings = [
  'UpdateSSHPublicKey alice',
  'UpdateServiceSpecificCredential alice',
  'UpdateSigningCertificate alice',
];

for (const mode of [undefined, 'remind', 'disable'] as const)
  describe(`the deployed monitor and every kind of credential, ${mode ?? 'where nothing is said of them'}`, () => {
    let company: CredentialCompany;
    let alices: Ids;
    let younger: Ids;
    let bobs: Ids;
    let machines: Ids;
    before(async () => {
      company = await CredentialCompany.found(mode);
      alices = await company.make(0, 'alice');
      bobs = await company.make(0, 'bob');
      machines = await company.make(0, 'backup');
      younger = await company.make(40, 'alice');
      await company.run(60);
      // All SSH keys have had their day.
      await company.run(70);
    });
    after(() => company.stop());

    /** One message of each kind's credential among them, and no other. */
    const assertTold = (told: readonly string[], ids: Ids, ...says: readonly RegExp[]) => {
      for (const kind of chosenKinds) {
        const its = told.filter((text) => text.includes(`${nameOf(kind)} ${shown(ids[kind])}`));
        assert.equal(its.length, 1, `${kind}: ${its.join(' | ')}`);
        for (const each of says) assert.match(its[0] ?? '', each);
      }
      return told.length;
    };
    const assertStatuses = async (who: Person, expected: Readonly<Record<string, string>>) => {
      const found = await Promise.all(
        chosenKinds.map((kind) => hands[kind].list(company.iam, who)),
      );
      assert.deepEqual(Object.assign({}, ...found), expected);
    };
    const all = (status: string, ids: Ids) =>
      Object.fromEntries(Object.values(ids).map((id) => [id, status]));
    const assertNoIdIn = (text: string) => {
      const ids = [alices, younger, bobs, machines].flatMap((each) => Object.values(each));
      assert.deepEqual(
        ids.filter((id) => text.includes(id)),
        [],
      );
    };
    const toldPeople = () => [...company.told('alice'), ...company.told('bob')];

    if (mode === undefined) {
      it('messages nobody at any age, and changes nothing', async () => {
        for (const day of [76, 81, 86, 90, 91, 92, 98]) {
          await company.run(day);
          assert.deepEqual([...toldPeople(), ...company.told('channel')], [], `day ${day}`);
        }
        assert.deepEqual(await company.changes(), []);
        await assertStatuses('alice', { ...all('Active', alices), ...all('Active', younger) });
      });

      it('tells the channel in its summary of those that are old, and no private word', async () => {
        await company.run(105);
        for (const [name, ids] of Object.entries({ alice: alices, bob: bobs, backup: machines }))
          for (const words of [
            `${name}: 1 SSH key older than 90 days: ${shown(ids['ssh-key'])}, 105 days old`,
            `${name}: 1 signing certificate older than 90 days: 105 days old`,
            `${shown(ids['service-specific'])} for bedrock.amazonaws.com`,
          ])
            assert.ok(company.summary.includes(words), words);
      });

      it('writes no id in full into its log', () => assertNoIdIn(company.logs));
      return;
    }

    const isRemind = mode === 'remind';
    const word = isRemind ? /is 76 days old/ : /before Friday, 2 April 2027/;
    const toTeam = isRemind ? /is 76 days old/ : /stops on Friday, 2 April 2027/;

    it('tells the owner privately and the channel, of the old ones alone', async () => {
      assert.deepEqual(toldPeople(), []);
      await company.run(76);
      assert.equal(assertTold(company.told('alice'), alices, word), 3);
      assert.equal(assertTold(company.told('bob'), bobs, word), 3);
      const channel = company.told('channel');
      assertTold(channel, alices, toTeam);
      assertTold(channel, bobs, toTeam);
      assertTold(channel, machines, /Keyturn does not disable it/);
      assert.equal(channel.length, 9);
    });

    it('tells nobody again before the next reminder', async () => {
      await company.run(76, 15);
      assert.deepEqual([...toldPeople(), ...company.told('channel')], []);
      await company.run(77);
      assert.deepEqual([...toldPeople(), ...company.told('channel')], []);
    });

    it('tells nobody any more who made a new one and deleted the old', async () => {
      await company.make(78, 'bob');
      await company.remove('bob', bobs);
      for (const day of [81, 86]) {
        await company.run(day);
        assert.deepEqual(company.told('bob'), []);
        assert.equal(assertTold(company.told('alice'), alices), 3);
        assert.equal(company.told('channel').length, 6);
      }
    });

    it('does nothing the day before', async () => {
      await company.run(90);
      assert.deepEqual([...toldPeople(), ...company.told('channel')], []);
      assert.deepEqual(await company.changes(), []);
    });

    if (isRemind)
      it('says that they are too old, and touches none', async () => {
        await company.run(91);
        assert.equal(assertTold(company.told('alice'), alices, /does not disable it/), 3);
        await company.run(92);
        assert.deepEqual(toldPeople(), []);
        assert.deepEqual(await company.changes(), []);
        await assertStatuses('alice', { ...all('Active', alices), ...all('Active', younger) });
      });
    else
      it('sets exactly these to Inactive on the day that was named, and tells it', async () => {
        await company.run(91);
        assert.equal(assertTold(company.told('alice'), alices, /is disabled/), 3);
        assertTold(company.told('channel'), alices, /was disabled/);
        assert.deepEqual([...(await company.changes())].sort(), disablings);
        await assertStatuses('alice', { ...all('Inactive', alices), ...all('Active', younger) });
      });

    it('leaves the machine’s alone', () => assertStatuses('backup', all('Active', machines)));

    if (!isRemind)
      it('is done with it: nothing is told or changed again, that day or later', async () => {
        for (const [day, hour] of [
          [91, 15],
          [92, 8],
          [99, 8],
        ] as const) {
          await company.run(day, hour);
          assert.deepEqual([...toldPeople(), ...company.told('channel')], [], `day ${day}`);
        }
        assert.deepEqual([...(await company.changes())].sort(), disablings);
      });

    it('writes no id in full into its log', () => assertNoIdIn(company.logs));
  });
