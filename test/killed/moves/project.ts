import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { goodStacks, TestProject } from '../../../stacks/testing/project';
import type { Member } from '../cast';
import { settings } from './deeds';

/** The project whose engineers.yaml is changed, step by step. */
export class MovesProject {
  readonly #files: TestProject;

  constructor(movers: readonly Member[]) {
    const monitor = `${goodStacks.monitor}  keyturn:settings: ${JSON.stringify(settings)}\n`;
    const lines = movers.map(
      ({ name, slackId }) =>
        `  ${name}: { slackId: ${slackId}, access: [key, sign-in] } # since day 74`,
    );
    const text = ['# Who comes how', 'engineers:', ...lines, ''].join('\n');
    this.#files = new TestProject({ ...goodStacks, monitor }, text);
  }

  get folder(): string {
    return this.#files.folder;
  }

  get text(): string {
    return readFileSync(this.#file, 'utf8');
  }

  /** What else is beside engineers.yaml. */
  get others(): readonly string[] {
    return readdirSync(path.dirname(this.#file)).filter((name) => name !== 'engineers.yaml');
  }

  accessOf(who: string): readonly string[] {
    const written = parse(this.text) as {
      engineers?: Readonly<Record<string, { readonly access: readonly string[] }>>;
    } | null;
    return written?.engineers?.[who]?.access ?? [];
  }

  /** The file as it is to be with other ways for one of them: all else as it was. */
  textWith(who: string, access: readonly string[]): string {
    const entry = new RegExp(`^(  ${who}: .*access: )\\[.*?\\]`, 'm');
    return this.text.replace(entry, `$1[${access.join(', ')}]`);
  }

  write(text: string): void {
    writeFileSync(this.#file, text);
  }

  remove(): void {
    this.#files.remove();
  }

  get #file(): string {
    return path.join(this.folder, 'stacks', 'engineers.yaml');
  }
}
