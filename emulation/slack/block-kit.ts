import { Refusal } from './refusal';
import { elementsOfActions, elementOfContext, accessory } from './block-kit-elements';
import { boolean, list, object, oneOf, string, textObject, type Problem } from './block-kit-checks';

const MOST_BLOCKS = 50;
/** https://docs.slack.dev/reference/views/home-tab-views */
const MOST_BLOCKS_OF_VIEW = 100;
/** https://docs.slack.dev/reference/methods/views.publish: `view_too_large` */
const MOST_BYTES_OF_VIEW = 250 * 1024;
/**
 * Of all blocks together, as JSON. Slack documents no such limit; it has refused messages from some 13,200
 * characters on with `msg_blocks_too_long` (slackapi/bolt-js issue 2509).
 */
const MOST_CHARACTERS = 13_000;

const blockId = { optional: true, check: string({ most: 255 }) } as const;

const block = oneOf({
  section: object(
    {
      block_id: blockId,
      text: { optional: true, check: textObject({ most: 3000 }) },
      fields: { optional: true, check: list({ most: 10, item: textObject({ most: 2000 }) }) },
      accessory: { optional: true, check: accessory },
      expand: { optional: true, check: boolean },
    },
    { atLeastOneOf: ['text', 'fields'] },
  ),
  header: object({
    block_id: blockId,
    text: { check: textObject({ most: 150, types: ['plain_text'] }) },
  }),
  divider: object({ block_id: blockId }),
  context: object({
    block_id: blockId,
    elements: { check: list({ most: 10, item: elementOfContext }) },
  }),
  actions: object({
    block_id: blockId,
    elements: { check: elementsOfActions },
  }),
  image: object({
    block_id: blockId,
    image_url: { check: string({ most: 3000 }) },
    alt_text: { check: string({ most: 2000 }) },
    title: { optional: true, check: textObject({ most: 2000, types: ['plain_text'] }) },
  }),
  markdown: object({ block_id: blockId, text: { check: string({ most: 12_000 }) } }),
});

const message = list({ least: 0, most: MOST_BLOCKS, item: block });

const home = oneOf({
  home: object({
    blocks: { check: list({ least: 0, most: MOST_BLOCKS_OF_VIEW, item: block }) },
    private_metadata: { optional: true, check: string({ least: 0, most: 3000 }) },
    callback_id: { optional: true, check: string({ least: 0, most: 255 }) },
    external_id: { optional: true, check: string({ least: 0, most: 255 }) },
  }),
});

/**
 * Checks the blocks of a message as Slack does. Rich text, tables, inputs and videos are refused as unsupported
 * here, though Slack has them: nothing of Keyturn's sends any.
 * @throws Refusal `invalid_blocks_format`, `msg_blocks_too_long`, or `invalid_blocks` with Slack's sentences
 * on what is wrong where.
 */
export function checkBlocks(blocks: unknown): readonly unknown[] {
  if (!Array.isArray(blocks)) throw new Refusal('invalid_blocks_format');
  const problems = [...message(blocks, '/blocks'), ...sameIds(blocks, '/blocks')];
  if (problems.length > 0) throw invalid('invalid_blocks', problems);
  if (JSON.stringify(blocks).length > MOST_CHARACTERS) throw new Refusal('msg_blocks_too_long');
  return blocks;
}

/**
 * Checks the view of a home as Slack does.
 * @returns its blocks
 * @throws Refusal `view_too_large`, or `invalid_arguments` with Slack's sentences on what is wrong where.
 */
export function checkHome(view: unknown): readonly unknown[] {
  const problems = home(view, '/view');
  if (problems.length > 0) throw invalid('invalid_arguments', problems);
  const { blocks } = view as { readonly blocks: readonly unknown[] };
  const same = sameIds(blocks, '/view/blocks');
  if (same.length > 0) throw invalid('invalid_arguments', same);
  if (Buffer.byteLength(JSON.stringify(view)) > MOST_BYTES_OF_VIEW)
    throw new Refusal('view_too_large');
  return blocks;
}

function sameIds(blocks: readonly unknown[], where: string): Problem[] {
  const ids = blocks.map((each) => (each as { block_id?: unknown } | null)?.block_id);
  return ids.flatMap((id, i) =>
    id !== undefined && ids.indexOf(id) < i
      ? [{ what: `block_id ${JSON.stringify(id)} already exists`, where: `${where}/${i}/block_id` }]
      : [],
  );
}

function invalid(code: string, problems: readonly Problem[]): Refusal {
  const errors = problems.map(({ what, where }) => `${what} [json-pointer:${where}]`);
  return new Refusal(code, {
    errors,
    response_metadata: { messages: errors.map((error) => `[ERROR] ${error}`) },
  });
}
