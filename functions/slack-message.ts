import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  HeaderBlock,
  MrkdwnElement,
  PlainTextElement,
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
export type Block = HeaderBlock | TextSection | FieldsSection | TextContext | Buttons;

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

interface Buttons extends ActionsBlock {
  elements: PressedButton[];
}

/** Pressed, it sends its value to the app; a `url` would open a page, and none of ours does. */
export interface PressedButton extends Button {
  action_id: string;
  value: string;
  confirm?: Dialog;
  url?: never;
}

/** What is asked before a press counts. */
export interface Dialog extends ConfirmationDialog {
  title: PlainTextElement;
  text: PlainTextElement;
  confirm: PlainTextElement;
  deny: PlainTextElement;
}

/** What a reader sees of a block: its texts, and how they stand there. */
export type Shown =
  | {
      readonly as: 'title' | 'text' | 'columns' | 'small-print';
      readonly texts: readonly TextObject[];
    }
  /** The texts are those of the buttons, and of what a press opens. */
  | {
      readonly as: 'buttons';
      readonly texts: readonly TextObject[];
      readonly buttons: readonly ShownButton[];
    };

export interface ShownButton {
  readonly label: TextObject;
  readonly style?: 'primary' | 'danger';
  /** Title, text, and the words of its two buttons: the one that goes on, and the one that does not. */
  readonly dialog?: readonly TextObject[];
}

export function shownOf(block: Block): Shown {
  switch (block.type) {
    case 'header':
      return { as: 'title', texts: [block.text] };
    case 'context':
      return { as: 'small-print', texts: block.elements };
    case 'actions': {
      const buttons = block.elements.map(shownButton);
      const texts = buttons.flatMap(({ label, dialog = [] }) => [label, ...dialog]);
      return { as: 'buttons', texts, buttons };
    }
    case 'section':
      return block.fields
        ? { as: 'columns', texts: block.fields }
        : { as: 'text', texts: [block.text] };
  }
}

function shownButton({ text, style, confirm: asked }: PressedButton): ShownButton {
  const dialog = asked && [asked.title, asked.text, asked.confirm, asked.deny];
  return { label: text, ...(style && { style }), ...(dialog && { dialog }) };
}
