import { asText } from '../../functions/messages/as-text';
import { exampleMessages, kindOf, type NamedMessage } from '../../functions/messages/examples';
import { suggest } from '../../stacks/config/suggest';
import { badUse } from '../cli-error';
import { coloursFor, openOutput } from '../output';
import { textTable } from '../text-table';

export interface PreviewOptions {
  readonly format: 'text' | 'json' | 'link';
  readonly out?: string;
}

/** @throws CliError where there is no such message */
export async function runPreview(
  name: string | undefined,
  { format, out }: PreviewOptions,
): Promise<void> {
  const all = exampleMessages();
  if (name === undefined) return openOutput(out).write(`${listOf(all)}\n`);
  const found = all.filter((each) => each.name === name || kindOf(each.name) === name);
  const [first, second] = found;
  const names = (messages: readonly NamedMessage[]) => messages.map((each) => each.name).join(', ');
  if (!first) {
    const known = [...new Set(all.flatMap((each) => [each.name, kindOf(each.name)]))];
    throw badUse(
      `there is no message ${JSON.stringify(name)}${suggest(name, known)}: expected one of ${names(all)}`,
    );
  }
  if (format !== 'text' && second)
    throw badUse(
      `${name} is a kind of several messages, and --format ${format} shows one: expected one of ${names(found)}`,
    );
  const output = openOutput(out);
  if (format === 'json') return output.write(`${JSON.stringify(first.message, undefined, 2)}\n`);
  if (format === 'link') return output.write(`${builderLink(first)}\n`);
  const { bold, dim } = coloursFor(out);
  const shown = found.map(({ name: each, message }) =>
    [
      bold(each),
      ...(message.text === '' ? [] : [`${dim('On the lock screen:')} ${message.text}`]),
      asText(message),
    ].join('\n\n'),
  );
  return output.write(`${shown.join('\n\n\n')}\n`);
}

/** The names, each with what a lock screen shows of it. */
function listOf(messages: readonly NamedMessage[]): string {
  const rows = messages.map(({ name, message }) => [name, cut(message.text)]);
  return textTable(['MESSAGE', 'ON THE LOCK SCREEN'], rows);
}

const MOST_SHOWN = 90;

function cut(text: string): string {
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN - 1)}…`;
}

/** Block Kit Builder takes the blocks in the address's fragment, which no server sees. */
function builderLink({ message }: NamedMessage): string {
  const { blocks } = message;
  return `https://app.slack.com/block-kit-builder/#${encodeURIComponent(JSON.stringify({ blocks }))}`;
}
