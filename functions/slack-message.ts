import type {
  ContextBlock,
  HeaderBlock,
  MrkdwnElement,
  SectionBlock,
  TextObject,
} from '@slack/types';

/** A rendered message: Block Kit and what a phone's lock screen shows. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** What somebody sees who opens the app's home: up to 100 blocks, a message's being 50. */
export interface HomeView {
  readonly blocks: readonly Block[];
}

/**
 * What of Block Kit our messages have, which is less than Slack takes: whoever shows a message in another way (a
 * terminal, a page) has to know no more than what a reader sees of each, which `shownOf` says.
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

/** What a reader sees of a block: its texts, and how they stand there. */
export interface Shown {
  readonly as: 'title' | 'text' | 'columns' | 'small-print';
  readonly texts: readonly TextObject[];
}

export function shownOf(block: Block): Shown {
  switch (block.type) {
    case 'header':
      return { as: 'title', texts: [block.text] };
    case 'context':
      return { as: 'small-print', texts: block.elements };
    case 'section':
      return block.fields
        ? { as: 'columns', texts: block.fields }
        : { as: 'text', texts: [block.text] };
  }
}
