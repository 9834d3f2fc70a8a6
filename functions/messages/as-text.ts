import type { Block, SlackMessage } from '../slack-message';

/** A message as one reads it, for terminals and reviewed snapshots: our own markup is taken off again. */
export function asText({ blocks }: SlackMessage): string {
  return blocks.map(blockText).join('\n\n');
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'header': {
      const title = textOf(block.text);
      return `${title}\n${'='.repeat(title.length)}`;
    }
    case 'context':
      return block.elements.map(textOf).join('\n').replace(/^/gm, '  ');
    case 'section':
      return block.fields
        ? block.fields.map((field) => textOf(field).replace('\n', ': ')).join('\n')
        : textOf(block.text);
  }
}

function textOf({ text }: { readonly text: string }): string {
  return text
    .replace(/<#(\w+)>/g, '#$1')
    .replace(/<(https:[^|>]+)\|([^>]+)>/g, '$2 ($1)')
    .replace(/```(.*?)```/g, '    $1')
    .replace(/[`*]/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
