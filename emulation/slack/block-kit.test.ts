import assert from 'node:assert/strict';
import { checkBlocks } from './block-kit';
import { Refusal } from './refusal';

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const plain = (text: string) => ({ type: 'plain_text', text });
const x = (length: number) => 'x'.repeat(length);
const section = (text: object) => ({ type: 'section', text });
const button = { type: 'button', text: plain('Open'), url: 'https://example.com/' };

const dialog = {
  title: plain('Sure?'),
  text: plain('b'),
  confirm: plain('Yes'),
  deny: plain('No'),
};
const inActions = (...elements: object[]) => [{ type: 'actions', elements }];

/** What Slack says of the blocks: nothing, the code, or its sentences. */
function saysOf(blocks: unknown): string | readonly string[] {
  try {
    checkBlocks(blocks);
    return [];
  } catch (error) {
    assert.ok(error instanceof Refusal);
    return (error.details['errors'] as string[] | undefined) ?? error.code;
  }
}

describe('checkBlocks', () => {
  const accepted: [string, unknown[]][] = [
    ['none', []],
    [
      'one of each',
      [
        { type: 'header', text: { ...plain('Title'), emoji: false } },
        section({ ...mrkdwn('*bold*'), verbatim: true }),
        { type: 'section', block_id: 'facts', fields: [mrkdwn('a'), plain('b')] },
        { type: 'section', text: mrkdwn('a'), accessory: button },
        { type: 'divider' },
        {
          type: 'context',
          elements: [
            mrkdwn('small'),
            { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a' },
          ],
        },
        { type: 'actions', elements: [{ ...button, style: 'danger', action_id: 'a', value: 'b' }] },
        {
          type: 'actions',
          elements: [
            { ...button, action_id: 'a', confirm: { ...dialog, style: 'danger' } },
            { ...button, action_id: 'b' },
          ],
        },
        { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'a' },
        { type: 'markdown', text: '**bold**' },
      ],
    ],
    ['fifty blocks', Array.from({ length: 50 }, () => ({ type: 'divider' }))],
    ['a header of 150', [{ type: 'header', text: plain(x(150)) }]],
    ['a section of 3000', [section(mrkdwn(x(3000)))]],
    ['ten fields of 1200', [{ type: 'section', fields: Array(10).fill(mrkdwn(x(1200))) }]],
    ['a field of 2000', [{ type: 'section', fields: [mrkdwn(x(2000))] }]],
    ['ten elements of context', [{ type: 'context', elements: Array(10).fill(mrkdwn('a')) }]],
    ['a value of 2000', inActions({ ...button, value: x(2000) })],
    ['25 buttons', inActions(...Array<object>(25).fill(button))],
    [
      'a dialog of the longest texts',
      inActions({
        ...button,
        confirm: {
          title: plain(x(100)),
          text: plain(x(300)),
          confirm: plain(x(30)),
          deny: plain(x(30)),
        },
      }),
    ],
    [
      'the same action in two blocks',
      [...inActions({ ...button, action_id: 'a' }), ...inActions({ ...button, action_id: 'a' })],
    ],
    ['a block id of 255', [{ type: 'divider', block_id: x(255) }]],
  ];
  for (const [name, blocks] of accepted)
    it(`takes ${name}`, () => assert.deepEqual(saysOf(blocks), []));

  const refused: [string, unknown, string | string[]][] = [
    ['what is no list', { type: 'divider' }, 'invalid_blocks_format'],
    ['a text', 'hello', 'invalid_blocks_format'],
    [
      '51 blocks',
      Array.from({ length: 51 }, () => ({ type: 'divider' })),
      ['no more than 50 items allowed [json-pointer:/blocks]'],
    ],
    ['what is no block', ['hello'], ['must be an object [json-pointer:/blocks/0]']],
    ['no type', [{}], ['missing required field: type [json-pointer:/blocks/0]']],
    [
      'a type there is not',
      [{ type: 'divider' }, { type: 'footer' }],
      ['unsupported type: footer [json-pointer:/blocks/1/type]'],
    ],
    [
      'a header of 151',
      [{ type: 'header', text: plain(x(151)) }],
      ['must be less than 151 characters [json-pointer:/blocks/0/text/text]'],
    ],
    [
      'markup in a header',
      [{ type: 'header', text: mrkdwn('a') }],
      ['unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]'],
    ],
    [
      'a header without text',
      [{ type: 'header' }],
      ['missing required field: text [json-pointer:/blocks/0]'],
    ],
    [
      'a section of 3001',
      [section(mrkdwn(x(3001)))],
      ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
    ],
    [
      'an empty text',
      [section(mrkdwn(''))],
      ['must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ],
    [
      'a number for a text',
      [section({ type: 'mrkdwn', text: 1 })],
      ['must be a string [json-pointer:/blocks/0/text/text]'],
    ],
    [
      'a string for a text object',
      [{ type: 'section', text: 'a' }],
      ['must be an object [json-pointer:/blocks/0/text]'],
    ],
    [
      'an empty section',
      [{ type: 'section' }],
      ['must define either `text` or `fields` [json-pointer:/blocks/0]'],
    ],
    [
      '11 fields',
      [{ type: 'section', fields: Array(11).fill(mrkdwn('a')) }],
      ['no more than 10 items allowed [json-pointer:/blocks/0/fields]'],
    ],
    [
      'no fields',
      [{ type: 'section', fields: [] }],
      ['no less than 1 items allowed [json-pointer:/blocks/0/fields]'],
    ],
    [
      'a field of 2001',
      [{ type: 'section', fields: [mrkdwn('a'), mrkdwn(x(2001))] }],
      ['must be less than 2001 characters [json-pointer:/blocks/0/fields/1/text]'],
    ],
    [
      '11 elements of context',
      [{ type: 'context', elements: Array(11).fill(mrkdwn('a')) }],
      ['no more than 10 items allowed [json-pointer:/blocks/0/elements]'],
    ],
    [
      'a button in a context',
      [{ type: 'context', elements: [button] }],
      ['unsupported type: button [json-pointer:/blocks/0/elements/0/type]'],
    ],
    [
      'a button of 76',
      [{ type: 'actions', elements: [{ ...button, text: plain(x(76)) }] }],
      ['must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]'],
    ],
    [
      'a value of 2001',
      inActions({ ...button, value: x(2001) }),
      ['must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]'],
    ],
    [
      '26 buttons',
      inActions(...Array<object>(26).fill(button)),
      ['no more than 25 items allowed [json-pointer:/blocks/0/elements]'],
    ],
    ['no buttons', inActions(), ['no less than 1 items allowed [json-pointer:/blocks/0/elements]']],
    [
      'two buttons of one action',
      inActions({ ...button, action_id: 'a' }, button, { ...button, action_id: 'a' }),
      ['`action_id` "a" already exists [json-pointer:/blocks/0/elements/2/action_id]'],
    ],
    [
      'a dialog without a title',
      inActions({ ...button, confirm: { ...dialog, title: undefined } }),
      ['missing required field: title [json-pointer:/blocks/0/elements/0/confirm]'],
    ],
    [
      'a dialog of longer texts',
      inActions({
        ...button,
        confirm: {
          title: plain(x(101)),
          text: plain(x(301)),
          confirm: plain(x(31)),
          deny: plain(x(31)),
        },
      }),
      [
        'must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]',
        'must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
        'must be less than 31 characters [json-pointer:/blocks/0/elements/0/confirm/confirm/text]',
        'must be less than 31 characters [json-pointer:/blocks/0/elements/0/confirm/deny/text]',
      ],
    ],
    [
      'an unknown style',
      [{ type: 'actions', elements: [{ ...button, style: 'big' }] }],
      ['must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]'],
    ],
    [
      'emoji with markup',
      [section({ ...mrkdwn('a'), emoji: true })],
      ['invalid additional property: emoji [json-pointer:/blocks/0/text]'],
    ],
    [
      'verbatim with plain text',
      [section({ ...plain('a'), verbatim: true })],
      ['invalid additional property: verbatim [json-pointer:/blocks/0/text]'],
    ],
    [
      'a word for a flag',
      [section({ ...mrkdwn('a'), verbatim: 'yes' })],
      ['must be a boolean [json-pointer:/blocks/0/text/verbatim]'],
    ],
    [
      'a property of another block',
      [{ type: 'divider', text: plain('a') }],
      ['invalid additional property: text [json-pointer:/blocks/0]'],
    ],
    [
      'a block id of 256',
      [{ type: 'divider', block_id: x(256) }],
      ['must be less than 256 characters [json-pointer:/blocks/0/block_id]'],
    ],
    [
      'two blocks of one id',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      ['block_id "a" already exists [json-pointer:/blocks/1/block_id]'],
    ],
    [
      'an image without a description',
      [{ type: 'image', image_url: 'https://example.com/' }],
      ['missing required field: alt_text [json-pointer:/blocks/0]'],
    ],
    [
      'several things at once',
      [section(mrkdwn('')), { type: 'header' }],
      [
        'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
        'missing required field: text [json-pointer:/blocks/1]',
      ],
    ],
    ['more than Slack shows', Array(5).fill(section(mrkdwn(x(2700)))), 'msg_blocks_too_long'],
  ];
  for (const [name, blocks, expected] of refused)
    it(`refuses ${name}`, () => assert.deepEqual(saysOf(blocks), expected));
});
