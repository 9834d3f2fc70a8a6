import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkBlocks } from '../../emulation/slack/block-kit';
import { documentationUrl } from '../../rules/names';
import { addresseeOf, noticeSchema, type Notice } from '../../rules/notices';
import type { Rotation } from '../../rules/rotation';
import { rotationTools } from '../../rules/tags';
import { shownOf, type Block } from '../slack-message';
import { limits } from './blocks';
import { busy, reminder, twoKeys } from './example-notices';
import { account, toOwner, toTeam, unaddressed } from './example-people';
import { examples } from './examples';
import { render, type Reader } from './index';

/** Strings that have broken messages elsewhere, and any others. */
const hostile = fc.oneof(
  fc.constantFrom(
    '<!channel>',
    '<@U0SOMEBODY>',
    '<#C0SOMEWHERE>',
    '<!subteam^S0ADMINS>',
    '<https://evil.example|Rotate here>',
    '@channel',
    '``` <!here> ```',
    '*_~`&<>',
    '&'.repeat(5000),
    '"'.repeat(5000),
    '\\'.repeat(5000),
    '<"'.repeat(5000),
    '`'.repeat(5000),
    "'".repeat(5000),
    '😀\u202E\u0000'.repeat(3000),
  ),
  fc.string({ unit: 'binary', maxLength: 400 }),
);
const minimal = fc.oneof(hostile, fc.string()).map((text) => text.padEnd(8, 'x'));
const teamChannel = 'C0INFRATEAM';
const PRESSER = 'U0PRESSER01';

/** Every tool, of whoever has said nothing; and a company's own, full of what it may be. */
const rotations: fc.Arbitrary<Rotation> = fc.record({
  tool: fc.constantFrom(...rotationTools),
  custom: fc.constant({
    command: `rotate --for {user} <&> *{account}* ${'{profile}'.repeat(20)}`,
    link: `https://keys.example.com/${'{user}'.repeat(20)}?a=1&b={account}`,
  }),
  profiles: fc.constantFrom({}, { [account.id]: 'identity' }),
});

/** Who may press, and what was said. */
const ofPresses = {
  press: fc.option(fc.record({ canDisable: fc.boolean() }), { nil: undefined }),
  answer: fc.option(
    fc.record({
      said: fc.constantFrom('mine' as const, 'not-mine' as const),
      by: fc.oneof(hostile, fc.constant(PRESSER)),
      at: fc.constant(new Date('2026-11-23T09:12:00.000Z')),
    }),
    { nil: undefined },
  ),
};

const readers: fc.Arbitrary<Reader> = fc.oneof(
  fc.record({
    audience: fc.constant('owner' as const),
    ...ofPresses,
    teamChannel: fc.constant(teamChannel),
    rotation: rotations,
    stopsOn: fc.option(fc.constant('2026-12-08'), { nil: undefined }),
  }),
  fc.record({
    audience: fc.constant('team' as const),
    ...ofPresses,
    teamChannel: fc.constant(teamChannel),
    rotation: rotations,
    owner: fc.oneof(
      fc.constant({ is: 'told' as const }),
      fc.constant({ is: 'not-addressed' as const }),
      fc.record({ is: fc.constant('failed' as const), code: hostile }),
    ),
  }),
);

/** The examples with every string that may be anything replaced by hostile ones, and the lists made long. */
const notices: fc.Arbitrary<Notice> = fc
  .tuple(
    fc.constantFrom(...examples.map(({ notice }) => notice)),
    fc.infiniteStream(minimal),
    fc.nat({ max: 60 }),
  )
  .map(([notice, strings, length]) => {
    const any = (): string => strings.next().value as string;
    return noticeSchema.parse(withHostileStrings(notice, any, length));
  });

const kept = new Set([
  'link',
  'kind',
  'type',
  'cause',
  'way',
  'proof',
  'lastUsedAt',
  'as',
  'plannedAt',
  'rotateWith',
  'createdAt',
  'since',
  'endsAt',
  'how',
  'at',
  'asOf',
  'date',
  'stopsOn',
  'endsOn',
]);

function withHostileStrings(value: unknown, any: () => string, length: number): unknown {
  if (Array.isArray(value)) {
    const pattern: unknown = value[0] ?? undefined;
    return pattern === undefined
      ? []
      : Array.from({ length }, () => withHostileStrings(pattern, any, length));
  }
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? any() : value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]): [string, unknown] => {
      const isKept = kept.has(name) || name === 'expiresOn' || /^\d{12}$/.test(String(each));
      return [name, isKept ? each : withHostileStrings(each, any, length)];
    }),
  );
}

const textObjects = (block: Block) => shownOf(block).texts;

/** Slack's limits, from its reference, checked without our own constants. */
function assertWithinLimits(blocks: readonly Block[], text: string): void {
  assert.ok(text.length >= 1 && text.length <= 4000, `text of ${text.length}`);
  assert.ok(blocks.length >= 1 && blocks.length <= 50, `${blocks.length} blocks`);
  for (const block of blocks) {
    const section = 'fields' in block ? 2000 : 3000;
    const longest = { header: 150, section, context: 3000, actions: 300 };
    const most = longest[block.type];
    const objects = textObjects(block);
    assert.ok(objects.length >= 1 && objects.length <= 10, `${objects.length} text objects`);
    for (const object of objects)
      assert.ok(object.text.length >= 1 && object.text.length <= most, JSON.stringify(block));
  }
  // What is not counted here, as what a button carries.
  assert.doesNotThrow(() => checkBlocks(blocks));
  // Undocumented: from some 13,200 characters of JSON on, Slack says msg_blocks_too_long.
  const all = JSON.stringify(blocks).length;
  assert.ok(all <= 13_000, `${all} characters in all blocks`);
}

describe('a notice full of what takes most room', () => {
  for (const worst of ['&', "'", '"', '\\', '<', '`', '😀'])
    it(`such as ${worst}, stays within the limits of Block Kit`, () => {
      for (const { notice, reader } of examples) {
        const full = withHostileStrings(notice, () => worst.repeat(5000), 60);
        const { text, blocks } = render(noticeSchema.parse(full), reader);
        assertWithinLimits(blocks, text);
      }
    });
});

describe('a summary that names not all', () => {
  it('counts all of them all the same', () => {
    const some = Array.from({ length: 100 }, (_, i) => `line ${i}`);
    const unread = some.map((reason) => ({ account, reason }));
    const notice = {
      ...busy,
      accountsUnread: unread,
      done: some,
      more: { accountsRead: 98, accountsUnread: 400, done: 4900 },
    };
    const { text, blocks } = render(notice, unaddressed);
    assert.match(text, /: 100 accounts read, 500 not; .*; 5000 done, 14 held back/);
    const shown = blocks.flatMap(textObjects).map((each) => each.text);
    for (const title of ['⚠️ *Accounts that could not be read* (500)\n', '*Done* (5000)\n'])
      assert.ok(shown.some((each) => each.startsWith(title)));
    assert.ok(shown.some((each) => each.endsWith('… and 488 more')));
    assert.ok(shown.some((each) => each.endsWith('… and 4988 more')));
  });
});

describe('any notice with any strings', () => {
  const property = (check: (notice: Notice, reader: Reader) => void) => () =>
    fc.assert(fc.property(notices, readers, check), { numRuns: 300, seed: 1 });

  it(
    'gives blocks within the limits of Block Kit',
    property((notice, reader) => {
      const { text, blocks } = render(notice, reader);
      assertWithinLimits(blocks, text);
    }),
  );

  it(
    "has no mention or link but those to the team's channel and the addressee's",
    property((notice, reader) => {
      const report = notice.kind === 'daily-summary' ? notice.report : undefined;
      const link = report && 'link' in report ? `<${report.link}|The report>` : '';
      const runbook = `<${documentationUrl}/runbooks/compromised-key.md|compromised key>`;
      const allowed = [
        link,
        runbook,
        ...[teamChannel, addresseeOf(notice)].map((id) => `<#${id}>`),
        ...(reader.answer ? [`<@${PRESSER}>`] : []),
      ];
      const ofCompany = /^<https:\/\/keys\.example\.com\/[^<>|\s]*\|How keys are rotated here>$/;
      const { text, blocks } = render(notice, reader);
      const markup = [text, ...blocks.flatMap(textObjects).map((object) => object.text)]
        .flatMap((each) => each.match(/<[^>]*>?/g) ?? [])
        .filter((each) => !allowed.includes(each) && !ofCompany.test(each));
      assert.deepEqual(markup, []);
    }),
  );

  it(
    'has no formatting marks but our own',
    property((notice, reader) => {
      for (const object of render(notice, reader).blocks.flatMap(textObjects)) {
        const marks = object.text.replace(/```.*?```|`[^`\n]*`|\*[^*\n]*\*/g, '');
        if (object.type === 'mrkdwn') assert.doesNotMatch(marks, /[`*~]/);
      }
    }),
  );

  it(
    'keeps Slack from making links of its own',
    property((notice, reader) => {
      for (const object of render(notice, reader).blocks.flatMap(textObjects))
        if (object.type === 'mrkdwn') assert.equal('verbatim' in object && object.verbatim, true);
    }),
  );
});

describe("a key's id", () => {
  for (const { name, notice, reader } of examples)
    it(`is whole in its owner's own message at most: ${name}`, () => {
      // What a button carries nobody is shown.
      const seen = (part: string, value: unknown) => (part === 'value' ? undefined : value);
      const shown = JSON.stringify(render(notice, reader), seen).match(/AKIA\w+/g) ?? [];
      const isOwners = reader.audience === 'owner' && notice.kind !== 'machine-key-old';
      if (!isOwners) assert.deepEqual(shown, []);
    });

  it('is whole in the command that deletes the older of two keys', () => {
    const example = examples.find(({ name }) => name === 'second-key.owner-aws-vault');
    assert.ok(example && example.notice.kind === 'second-key');
    const { key, newer } = example.notice;
    const text = JSON.stringify(render(example.notice, example.reader));
    assert.match(text, new RegExp(`delete-access-key --user-name anna --access-key-id ${key.id}`));
    assert.doesNotMatch(text, new RegExp(newer.id));
  });
});

describe('a warning', () => {
  const example = examples.find(({ name }) => name === 'key-reminder.owner');
  assert.ok(example);

  it('names the day as reckoned at its delivery, not the planned one', () => {
    const { text, blocks } = render(example.notice, { ...example.reader, stopsOn: '2026-12-11' });
    const all = text + JSON.stringify(blocks);
    assert.match(all, /Friday, 11 December 2026/);
    assert.doesNotMatch(all, /8 December/);
  });

  it('keeps its day in the title whatever the name', () => {
    const owner = { userName: 'anna', fullName: 'N'.repeat(256) };
    const notice = noticeSchema.parse({ ...example.notice, owner });
    const [header] = render(notice, toTeam).blocks;
    assert.match(JSON.stringify(header), /stops on Tuesday, 8 December 2026"/);
  });
});

describe('the daily summary', () => {
  const quiet = examples.find(({ name }) => name === 'daily-summary.team-quiet');
  assert.ok(quiet && quiet.notice.kind === 'daily-summary');
  const { notice, reader } = quiet;

  it('is one line on a quiet day', () => {
    assert.equal(render(notice, reader).blocks.length, 1);
    assert.doesNotMatch(render(notice, reader).text, /\n/);
  });

  for (const [count, rest] of [
    [11, undefined],
    [12, undefined],
    [13, '… and 1 more'],
    [500, '… and 488 more'],
  ] as const)
    it(`shows ${rest ?? 'all'} of ${count} lines`, () => {
      const done = Array.from({ length: count }, (_, i) => `line ${i + 1}.`);
      const list = render({ ...notice, done }, reader).blocks.at(-1);
      const text = String(list && textObjects(list)[0]?.text);
      assert.equal(text.match(/^• line/gm)?.length, Math.min(count, 12));
      assert.equal(/… and \d+ more$/.exec(text)?.[0], rest);
    });

  it('counts what it leaves out for length', () => {
    const done = Array.from({ length: 30 }, () => '&'.repeat(200));
    const list = render({ ...notice, done }, reader).blocks.at(-1);
    const text = String(list && textObjects(list)[0]?.text);
    const shown = text.match(/^•/gm)?.length ?? 0;
    assert.ok(text.length <= limits.sectionText && shown >= 1);
    assert.match(text, new RegExp(`… and ${30 - shown} more$`));
  });
});

describe('a last use that could not be seen', () => {
  const unknown = {
    lastUsed: undefined,
    lastUseUnknown: 'access-denied at iam:GetAccessKeyLastUsed',
  };
  const told = (notice: Notice) => JSON.stringify(render(notice, toOwner).blocks);

  it('is not said to be never', () => {
    const blocks = told({ ...reminder, key: { ...reminder.key, ...unknown } });
    assert.match(blocks, /Last used.*unknown: AWS did not say/);
    assert.doesNotMatch(blocks, /never/);
  });

  it('has its owner look first which key to delete, whatever their tool', () => {
    for (const rotateWith of rotationTools) {
      const owner = { ...twoKeys.owner, rotateWith };
      const blocks = told({ ...twoKeys, owner, newer: { ...twoKeys.newer, ...unknown } });
      assert.match(blocks, /It is not known whether the newer key was ever used\./, rotateWith);
      assert.doesNotMatch(blocks, /The newer key was never used/);
    }
  });
});
