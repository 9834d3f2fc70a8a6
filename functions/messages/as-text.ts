import { shownOf, type Block, type ShownButton, type SlackMessage } from '../slack-message';

/** A message as one reads it, for terminals and reviewed snapshots: our own markup is taken off again. */
export function asText({ blocks }: SlackMessage): string {
  return blocks.map(blockText).join('\n\n');
}

function blockText(block: Block): string {
  const shown = shownOf(block);
  if (shown.as === 'buttons') return buttonsText(shown.buttons);
  const lines = shown.texts.map(textOf);
  switch (shown.as) {
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

/** What a press opens stands under them, small. */
function buttonsText(buttons: readonly ShownButton[]): string {
  const row = (labels: readonly string[]) => labels.map((label) => `[ ${label} ]`).join(' ');
  const dialogs = buttons.flatMap(({ dialog }) => {
    if (!dialog) return [];
    const [title, text, ...answers] = dialog.map(textOf);
    return [`  A press asks: ${title} ${text} ${row(answers)}`];
  });
  return [row(buttons.map(({ label }) => textOf(label))), ...dialogs].join('\n');
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
