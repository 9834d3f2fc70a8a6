import assert from 'node:assert/strict';
import { checkBlocks } from '../../emulation/slack/block-kit';
import type { NoticeRecord } from '../../rules/ledger';
import type { Notice, UserNotice } from '../../rules/notices';
import { whyNotAsked } from '../../rules/presses/judge';
import { buttonOf, LONGEST_VALUE } from '../../rules/presses/press';
import { actionsOfPress } from '../slack-in/to-action';
import type { PressedButton, SlackMessage } from '../slack-message';
import {
  created,
  crowds,
  machine,
  question,
  reenabled,
  reminder,
  twoKeys,
  unused,
} from './example-notices';
import { anna, root, toOwner, unaddressed, undeliverable } from './example-people';
import { examples, exampleMessages } from './examples';
import { disableNow, lookNow, whoseItIs } from './press-buttons';
import { render, renderDigest, renderDigestPages, type Reader } from './index';

const responders = { canDisable: true };
const owner: Reader = { ...toOwner, press: responders };
const team: Reader = { ...unaddressed, press: responders };
const RESPONDER = 'U0RESPONDER';
const nobody = { canDisable: false };

function buttonsOf({ blocks }: SlackMessage): readonly PressedButton[] {
  return blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
}

function labelsOf(notice: Notice, reader: Reader): readonly string[] {
  return buttonsOf(render(notice, reader)).map(({ text }) => text.text);
}

const [D, C] = [
  { channel: 'D0ANNABERG', ts: '1795852800.000100' },
  { channel: 'C0INFRATEAM', ts: '1795852801.000200' },
];

/** As it is recorded where it was sent. */
function recordOf(notice: UserNotice, { audience }: Reader): NoticeRecord {
  const at = new Date(notice.plannedAt);
  const place = audience === 'owner' ? { owner: { ...D, at } } : { team: { ...C, at } };
  return { id: notice.id, plannedAt: at, notice, ...place };
}

describe('the buttons under a message', () => {
  const whose = ['This was me', 'This was not me'];
  const look = ['I have rotated: look now'];
  const now = ['Disable now'];
  const machines = { ...anna, type: 'machine' as const };
  const channel = { ...anna, slackId: 'C0DEPLOYERS' };
  const gone = { ...anna, slackId: undefined };
  const said = { said: 'mine' as const, by: anna.slackId, at: new Date() };
  const cases: readonly [what: string, UserNotice, Reader, readonly string[]][] = [
    ['a question', question, owner, whose],
    ['a question once more', { ...question, asked: 2 }, owner, whose],
    ['a question, whoever is a responder', question, { ...owner, press: nobody }, whose],
    ['a question that was answered', question, { ...owner, answer: said }, []],
    [
      'a question that the team stands in for',
      question,
      { ...undeliverable, press: responders },
      [],
    ],
    ['a question to a machine', { ...question, owner: machines }, owner, []],
    ['a reminder', reminder, owner, look],
    ['a reminder, for the team', reminder, { ...undeliverable, press: responders }, []],
    ['a reminder of a machine', { ...reminder, owner: machines }, owner, []],
    ['a reminder to a channel', { ...reminder, owner: channel }, owner, []],
    ['a reminder to nobody', { ...reminder, owner: gone }, owner, []],
    ['two keys', twoKeys, owner, look],
    ['an unused key', unused, owner, look],
    ['an unused key of a machine', { ...unused, owner: machines }, owner, []],
    ['a machine’s old key', machine, owner, []],
    ['a new key', created, team, now],
    ['a new key of a machine', { ...created, owner: machines }, team, now],
    ['a new key, of nobody’s', { ...created, owner: gone }, team, now],
    ['a new key that its owner made', created, { ...team, answer: said }, now],
    ['a new key without responders', created, { ...team, press: nobody }, []],
    ['a new key of root', { ...created, owner: root }, team, []],
    ['a key that works again', reenabled, team, now],
    ['a key that works again, without responders', reenabled, { ...team, press: nobody }, []],
    ['a key of root that works again', { ...reenabled, owner: root }, team, []],
    ['what IAM calls nobody', { ...reminder, owner: { ...anna, userName: 'a b' } }, owner, []],
  ];
  for (const [what, notice, reader, labels] of cases)
    it(`are ${labels.join(' and ') || 'none'} under ${what}`, () =>
      assert.deepEqual(labelsOf(notice, reader), labels));

  it('are the owner’s in their own conversation alone, and responders’ in the channel alone', () => {
    const undelivered = { ...undeliverable, press: responders };
    assert.ok(whoseItIs(question, owner) && lookNow(reminder, owner) && disableNow(created, team));
    assert.equal(whoseItIs(question, undelivered), undefined);
    assert.equal(lookNow(reminder, undelivered), undefined);
    assert.equal(disableNow(created, owner), undefined);
  });

  it('are none in a digest', () => {
    for (const crowd of Object.values(crowds)) {
      const pages = renderDigestPages(crowd).map(({ message }) => message);
      for (const message of [renderDigest('2026-11-23', crowd), ...pages])
        assert.deepEqual(buttonsOf(message), []);
    }
  });

  it('are none where nothing can be pressed, and all else is the same', () => {
    for (const { name, notice, reader } of examples.filter((each) => each.reader.press)) {
      const bare = render(notice, { ...reader, press: undefined });
      assert.deepEqual(buttonsOf(bare), [], name);
      // A question says where else to answer.
      if (notice.kind === 'key-question') continue;
      const { text, blocks } = render(notice, reader);
      const rest = blocks.filter(({ type }) => type !== 'actions');
      assert.deepEqual({ text, blocks: rest }, bare, name);
    }
  });

  it('ask for nothing, and open no page', () => {
    const all = exampleMessages().flatMap(({ message }) => buttonsOf(message));
    assert.ok(all.length > 10);
    const known = ['type', 'text', 'action_id', 'value', 'style', 'confirm'];
    for (const button of all)
      assert.deepEqual(
        Object.keys(button).filter((each) => !known.includes(each)),
        [],
      );
  });

  it('are read by what Slack calls, and refused by nothing that the message decides', () => {
    let count = 0;
    for (const { name, notice, reader } of examples)
      for (const { action_id: actionId, value } of buttonsOf(render(notice, reader))) {
        assert.ok(notice.kind !== 'daily-summary');
        const { actions, unreadable } = actionsOfPress({
          kind: 'pressed',
          origin: { app: 'A0KEYTURN00', workspaces: ['T0KEYTURN00'] },
          by: { id: reader.audience === 'owner' ? anna.slackId : RESPONDER, of: ['T0KEYTURN00'] },
          buttons: [{ actionId, value, at: '1795852900.000300' }],
          message: reader.audience === 'owner' ? D : C,
        });
        const [press = assert.fail(`${name}: ${value}`)] = actions;
        assert.ok(press.kind === 'press' && unreadable === 0);
        assert.equal(press.button, buttonOf(actionId));
        const known = { notice: recordOf(notice, reader), responders: [RESPONDER] };
        const why = whyNotAsked({ press, ...known, isDeactivated: false });
        assert.equal(why, undefined, `${name} ${actionId}`);
        count += 1;
      }
    assert.ok(count > 10);
  });

  it('carry what Slack keeps, whatever IAM lets be', () => {
    const longest = {
      ...reenabled,
      id: `key/${'"'.repeat(490)}`,
      keyId: 'A'.repeat(128),
      owner: { ...anna, userName: '@'.repeat(64), fullName: 'N'.repeat(256) },
    };
    const message = render(longest, team);
    const [button] = buttonsOf(message);
    assert.ok(button && button.value.length > 1000 && button.value.length <= LONGEST_VALUE);
    checkBlocks(message.blocks);
    // What it does not, none carries.
    assert.deepEqual(labelsOf({ ...longest, id: 'k'.repeat(501) }, team), []);
  });

  it('ask first where nobody can take it back', () => {
    const asking = exampleMessages()
      .flatMap(({ message }) => buttonsOf(message))
      .filter(({ confirm }) => confirm);
    assert.ok(asking.length > 0);
    for (const { action_id } of asking) assert.equal(buttonOf(action_id), 'disable-now');
    const [button] = buttonsOf(render(created, team));
    assert.match(button?.confirm?.title.text ?? '', /^Disable the AWS key …QRST of Anna Berg\?$/);
  });
});
