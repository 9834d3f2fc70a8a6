import type { ContextBlock, HeaderBlock, MrkdwnElement, SectionBlock } from '@slack/types';

/** A rendered message: Block Kit and what a phone's lock screen shows. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/**
 * What of Block Kit our messages have, which is less than Slack takes: whoever shows a message in another way (a
 * terminal, a page) has to know no more, and the compiler names them when a block is added.
 */
export type Block = HeaderBlock | TextSection | FieldsSection | TextContext;

/** Slack refuses a section that has neither a text nor fields. */
interface TextSection extends SectionBlock {
  text: MrkdwnElement;
  fields?: never;
}

interface FieldsSection extends SectionBlock {
  fields: MrkdwnElement[];
  text?: never;
}

interface TextContext extends ContextBlock {
  elements: MrkdwnElement[];
}
