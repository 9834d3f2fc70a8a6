import { shownOf, type Block, type SlackMessage } from '../slack-message';

/** A message as one reads it, for terminals and reviewed snapshots: our own markup is taken off again. */
export function asText({ blocks }: SlackMessage): string {
  return blocks.map(blockText).join('\n\n');
}

function blockText(block: Block): string {
  const { as, texts } = shownOf(block);
  const lines = texts.map(textOf);
  switch (as) {
    case 'title':
      return lines.map((title) => `${title}\n${'='.repeat(title.length)}`).join('\n');
    case 'text':
      return lines.join('\n');
    case 'columns':
      return lines.map((line) => line.replace('\n', ': ')).join('\n');
    case 'small-print':
      return lines.join('\n').replace(/^/gm, '  ');
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
