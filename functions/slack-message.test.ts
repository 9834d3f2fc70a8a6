import assert from 'node:assert/strict';
import { checkBlocks } from '../emulation/slack/block-kit';
import { shownOf, type Block, type Shown } from './slack-message';

const text = { type: 'mrkdwn', text: 'a' } as const;
const title = { type: 'plain_text', text: 'a' } as const;

const button = { type: 'button', text: title, action_id: 'a', value: 'b' } as const;
const dialog = { title, text: title, confirm: title, deny: title };

/** Each is an error of the compiler, and refused by Slack. */
const refused: readonly [why: string, block: Block][] = [
  // @ts-expect-error as it should be
  ['no type', {}],
  // @ts-expect-error as it should be
  ['a type that Slack does not know', { type: 'footer', text }],
  // @ts-expect-error as it should be
  ['markup in a header', { type: 'header', text }],
  // @ts-expect-error as it should be
  ['neither text nor fields', { type: 'section' }],
  // @ts-expect-error as it should be
  ['a text that is none', { type: 'section', text: 'a' }],
  // @ts-expect-error as it should be
  ['text in a context', { type: 'context', text }],
  // @ts-expect-error as it should be
  ['emoji in markup', { type: 'section', text: { ...text, emoji: true } }],
  // @ts-expect-error as it should be
  ['verbatim in a title', { type: 'header', text: { ...title, verbatim: true } }],
  // @ts-expect-error as it should be
  ['markup on a button', { type: 'actions', elements: [{ ...button, text }] }],
  // @ts-expect-error as it should be
  ['a dialog without a title', { type: 'actions', elements: [{ ...button, confirm: { text } }] }],
];

/** These Slack takes. */
const opensPages: Block = {
  type: 'actions',
  // @ts-expect-error as it should be
  elements: [{ ...button, url: 'https://example.com/' }],
};
const saysNothing: Block = {
  type: 'actions',
  // @ts-expect-error as it should be
  elements: [{ ...button, value: undefined }],
};

describe('a block that Slack refuses', () => {
  for (const [why, block] of refused)
    it(`for ${why}, is an error of the compiler`, () =>
      assert.throws(() => checkBlocks([block]), { name: 'Refusal', code: 'invalid_blocks' }));
});

describe('a button that does not send what it stands for', () => {
  it('is an error of the compiler alone', () => checkBlocks([opensPages, saysNothing]));
});

describe('what a reader sees of a block', () => {
  const part = { type: 'mrkdwn', text: 'a' } as const;
  const cases: readonly [block: Block, shown: Shown][] = [
    [
      { type: 'header', text: title },
      { as: 'title', texts: [title] },
    ],
    [
      { type: 'section', text: part },
      { as: 'text', texts: [part] },
    ],
    [
      { type: 'section', fields: [part, part] },
      { as: 'columns', texts: [part, part] },
    ],
    [
      { type: 'context', elements: [part] },
      { as: 'small-print', texts: [part] },
    ],
    [
      {
        type: 'actions',
        elements: [button, { ...button, action_id: 'b', style: 'danger', confirm: dialog }],
      },
      {
        as: 'buttons',
        texts: Array<typeof title>(6).fill(title),
        buttons: [
          { label: title },
          { label: title, style: 'danger', dialog: [title, title, title, title] },
        ],
      },
    ],
  ];
  for (const [block, shown] of cases)
    it(`is ${shown.as}`, () => assert.deepEqual(shownOf(block), shown));
});
