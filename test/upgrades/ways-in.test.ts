import assert from 'node:assert/strict';
import { goodStacks, TestProject } from '../../stacks/testing/project';
import { changes, type Change } from './changes';
import { nameOf, typeOf, type Registered } from './registered';
import { registrationsOf } from './registrations';

/** What the identity account's program registers of ada and ben, with these lines of theirs. */
async function registered(
  ada: string,
  { ben = '', config = '', roleSets = '' } = {},
): Promise<Registered[]> {
  const people = `${roleSets}engineers:
  ada: {slackId: U0ADA000001, roles: [production/deploy]${ada}}
  ben: {slackId: U0BEN000001${ben}}
`;
  const identity = `${goodStacks.identity}${config}`;
  const project = new TestProject({ ...goodStacks, identity }, people);
  try {
    return await registrationsOf(project.folder, 'identity');
  } finally {
    project.remove();
  }
}

const key = ', access: [key]';
const both = ', access: [key, sign-in]';
const signIn = ', access: [sign-in]';
const tag = ['ada-user'];
const ofSignIn = ['ada-membership:sign-in', 'engineers-sign-in-group', 'engineers-sign-in-sign-in'];
const ofKeyless = [
  'ada-membership:keyless',
  'engineers-without-key-group',
  'engineers-without-key-no-own-keys',
];

/** Beside what a component is told, which is nothing in AWS. */
function inAws(before: readonly Registered[], after: readonly Registered[]): Change[] {
  return changes(before, after).filter(({ now }) => typeOf(now).startsWith('aws:'));
}

describe("an engineer's way from a key to aws login", () => {
  /** By what happens to it, the names of what is not as before. */
  async function step(before: string, after: string): Promise<Record<string, string[]>> {
    const found = inAws(await registered(before), await registered(after));
    const byKind = Map.groupBy(found, ({ kind }) => kind);
    return Object.fromEntries(
      [...byKind].map(([kind, all]) => [kind, all.map(({ now }) => nameOf(now)).sort()]),
    );
  }

  it('is nothing where what is written is the default', async () => {
    assert.deepEqual(changes(await registered(''), await registered(key)), []);
    assert.deepEqual(
      changes(await registered(''), await registered('', { config: '  keyturn:access: [key]\n' })),
      [],
    );
  });

  it('is nothing to a company whose own groups have the names of those of ways in', async () => {
    for (const name of ['sign-in', 'without-key', 'key-until']) {
      const all = await registered('', { roleSets: `roleSets:\n  ${name}: [production/deploy]\n` });
      const group = `engineers-${name}-group`;
      const theirs = all.filter((each) => nameOf(each) === group).map(({ urn }) => urn);
      assert.equal(theirs.length, 1, group);
      assert.match(theirs.join(), /RoleGroup\$/);
      const ofWaysIn = /(SignInGroup|KeylessGroup|KeyUntilGroup)\b|:(sign-in|keyless|key-until)$/;
      assert.deepEqual(
        all.map(({ urn }) => urn).filter((urn) => ofWaysIn.test(urn)),
        [],
      );
    }
  });

  it('only adds when the second way is opened, and tags the user', async () =>
    assert.deepEqual(await step('', both), { new: ofSignIn, updated: tag }));

  it('only adds when the first is closed', async () =>
    assert.deepEqual(await step(both, signIn), { new: ofKeyless, updated: tag }));

  it('only takes the same away on the way back', async () => {
    assert.deepEqual(await step(signIn, both), { deleted: ofKeyless, updated: tag });
    assert.deepEqual(await step(both, ''), { deleted: ofSignIn, updated: tag });
  });

  it('tags whoever had it before, and nothing else of them', async () => {
    const after = await registered(signIn);
    const ada = after.find((each) => nameOf(each) === 'ada-user') ?? assert.fail('no user');
    assert.deepEqual(ada.inputs['tags'], {
      type: 'engineer',
      'slack-id': 'U0ADA000001',
      access: 'sign-in',
    });
  });

  it('adds what closes key on its last day, where it has one, and nothing to whoever has no other', async () => {
    const config = `  keyturn:accessUntil: {key: '2099-03-31'}\n`;
    assert.deepEqual(changes(await registered(key), await registered(key, { config })), []);
    const found = inAws(await registered(both), await registered(both, { config }));
    assert.deepEqual(found.map(({ kind, now }) => `${kind} ${nameOf(now)}`).sort(), [
      'new ada-membership:key-until',
      'new engineers-key-until-group',
      'new engineers-key-until-no-own-keys-after',
      'updated ada-user',
    ]);
  });

  it('makes each group once, and keeps it while somebody is in it', async () => {
    const before = await registered(signIn, { ben: signIn });
    const groups = before.filter((each) => typeOf(each) === 'aws:iam/group:Group').map(nameOf);
    assert.deepEqual(groups.sort(), [
      'engineers-deploy@production-group',
      'engineers-group',
      'engineers-sign-in-group',
      'engineers-without-key-group',
    ]);
    const found = inAws(before, await registered('', { ben: signIn }));
    assert.deepEqual(found.map(({ kind, now }) => `${kind} ${nameOf(now)}`).sort(), [
      'deleted ada-membership:keyless',
      'deleted ada-membership:sign-in',
      'updated ada-user',
    ]);
  });
});
