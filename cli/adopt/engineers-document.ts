import { readFileSync } from 'node:fs';
import { Document, isMap, isScalar, Pair, parseDocument, Scalar, YAMLMap } from 'yaml';
import { z } from 'zod';
import type { UserType } from '../../rules/tags';
import { formatProblem } from '../../stacks/config/problem';
import { readYamlFile } from '../../stacks/config/yaml-file';
import { badUse } from '../cli-error';
import { writtenAsBefore, yamlWriting } from '../written-as-before';
import type { Adoptee } from './decide';
import { commentsInPlace } from './comments-in-place';
import { entryOf } from './engineers-entry';

const sections: Record<UserType, string> = { engineer: 'engineers', machine: 'machineUsers' };

/** A user of engineers.yaml, as far as their import depends on it. */
export interface DeclaredUser {
  readonly name: string;
  readonly type: UserType;
  readonly path: string;
  /** Not of whoever comes by IAM Identity Center alone (`iamUser: false`). */
  readonly hasIamUser: boolean;
}

/** An engineers.yaml that users can be added to; what stands in it stays, comments and all. */
export class EngineersDocument {
  #isChanged = false;

  private constructor(
    private readonly document: Document,
    /** As it was; undefined where it is new. */
    private readonly before?: string,
  ) {}

  /** @param heading lines above everything */
  static new(heading: readonly string[]): EngineersDocument {
    const document = new Document({});
    document.commentBefore = heading.map((line) => ` ${line}`).join('\n');
    return new EngineersDocument(document);
  }

  /** @throws CliError where it is no YAML, or no such file */
  static read(name: string): EngineersDocument {
    const [problem] = readYamlFile(name, name).problems;
    if (problem) throw badUse(`${formatProblem(problem)}: nobody can be added`);
    const text = readFileSync(name, 'utf8');
    const lines = text.replaceAll('\r\n', '\n');
    const document = parseDocument(lines, { version: '1.2' });
    commentsInPlace(document, lines);
    const wrong = Object.values(sections).find((key) => !mayHold(document.get(key, true)));
    if (wrong !== undefined || !mayHold(document.contents))
      throw badUse(
        `${name}: ${wrong === undefined ? '' : `${wrong}: `}found other things than a map: nobody can be added`,
      );
    return new EngineersDocument(document, text);
  }

  /** In the file's order. */
  users(): readonly DeclaredUser[] {
    return (['engineer', 'machine'] as const).flatMap((type) => {
      const section = this.document.get(sections[type], true);
      return isMap(section) ? usersIn(section, type) : [];
    });
  }

  /** As plain maps and lists, whatever stands in it. */
  content(): unknown {
    return this.document.toJS();
  }

  /** The Slack ids of its engineers. */
  slackIds(): readonly string[] {
    const engineer = z.object({ slackId: z.string() }).nullable().catch(null);
    const file = z.object({ engineers: z.record(z.string(), engineer).catch({}) });
    const { engineers } = file.catch({ engineers: {} }).parse(this.content());
    return Object.values(engineers).flatMap((each) => each?.slackId ?? []);
  }

  add(adoptees: readonly Adoptee[]): void {
    for (const type of ['engineer', 'machine'] as const) {
      const added = adoptees.filter((each) => each.type === type);
      if (added.length === 0) continue;
      this.#isChanged = true;
      const section = this.#section(sections[type]);
      for (const adoptee of added) section.items.push(entryOf(adoptee));
    }
  }

  toString(): string {
    const { before } = this;
    if (before === undefined) return this.document.toString(yamlWriting);
    return this.#isChanged ? writtenAsBefore(this.document, before) : before;
  }

  #section(key: string): YAMLMap {
    const found = this.document.get(key, true);
    if (isMap(found)) {
      // A map in braces has no room for comments.
      found.flow = false;
      return found;
    }
    const made = new YAMLMap();
    const name = new Scalar(key);
    const { contents } = this.document;
    if (isMap(contents) && !this.document.has(key)) {
      name.spaceBefore = contents.items.length > 0;
      contents.items.push(new Pair(name, made));
    } else this.document.set(key, made);
    return made;
  }
}

/** Nothing yet counts as an empty map. */
function mayHold(node: unknown): boolean {
  return (
    node === undefined || node === null || isMap(node) || (isScalar(node) && node.value === null)
  );
}

function usersIn(section: YAMLMap, type: UserType): DeclaredUser[] {
  return section.items.map(({ key, value }) => {
    const path = isMap(value) ? value.get('path') : undefined;
    return {
      name: String(isScalar(key) ? key.value : key),
      type,
      path: typeof path === 'string' ? path : '/',
      hasIamUser: !isMap(value) || value.get('iamUser') !== false,
    };
  });
}
