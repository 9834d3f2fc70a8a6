import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { makeProgram } from '../cli/program';

const file = path.join(__dirname, '..', 'docs', 'cli.md');
const marker = '<!-- From here on made by `npm run cli-help`, from the program itself. -->';
const WIDTH = 100;

/** docs/cli.md as it should be: what people wrote, then the help of every command. */
export function withHelp(text: string): string {
  const written = text.split(marker)[0]?.trimEnd() ?? '';
  return `${[written, marker, '## Reference', ...sectionsOf(makeProgram(WIDTH))].join('\n\n')}\n`;
}

function sectionsOf(command: Command, parents: readonly string[] = []): string[] {
  const names = [...parents, command.name()];
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  return [
    `### ${names.join(' ')}`,
    `\`\`\`text\n${help.trimEnd()}\n\`\`\``,
    ...command.commands.flatMap((each) => sectionsOf(each, names)),
  ];
}

if (require.main === module) {
  writeFileSync(file, withHelp(readFileSync(file, 'utf8')));
  console.log(`wrote ${path.relative(process.cwd(), file)}`);
}
