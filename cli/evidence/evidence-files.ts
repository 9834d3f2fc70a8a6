import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import {
  eventTable,
  evidenceRows,
  exceptionTable,
  populationTable,
  type Exception,
} from '../../reports/csv/evidence';
import type { AccountEnd } from '../../rules/evidence/end-of-account';
import type { EvidenceBreach, EvidenceHead, EvidenceKey } from '../../rules/evidence/evidence';
import { EVIDENCE_FORMAT } from '../../rules/evidence/evidence-format';
import type { Account } from '../../rules/model';
import { badUse } from '../cli-error';
import { inWords } from '../output';

/** The names of what is written. */
const names = {
  html: 'evidence.html',
  json: 'evidence.json',
  population: 'population.csv',
  events: 'events.csv',
  exceptions: 'exceptions.csv',
} as const;
type Name = keyof typeof names;

/** A file that was written: for whoever keeps it. */
export interface WrittenFile {
  readonly name: string;
  readonly sha256: string;
}

/** So much is gathered before it is written. */
const BLOCK = 1 << 20;

/** Written as it comes, under another name until it is whole. */
class GrowingFile {
  readonly #hash: Hash = createHash('sha256');
  readonly #descriptor: number;
  readonly #partial: string;
  #waiting: string[] = [];
  #length = 0;
  #isOpen = true;

  constructor(private readonly file: string) {
    this.#partial = `${file}.${process.pid}.partial`;
    this.#descriptor = openSync(this.#partial, 'w', 0o600);
  }

  add(text: string): void {
    this.#waiting.push(text);
    this.#length += text.length;
    if (this.#length >= BLOCK) this.#flush();
  }

  end(): WrittenFile {
    this.#flush();
    this.#isOpen = false;
    closeSync(this.#descriptor);
    renameSync(this.#partial, this.file);
    return { name: path.basename(this.file), sha256: this.#hash.digest('hex') };
  }

  abandon(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#descriptor);
    rmSync(this.#partial, { force: true });
  }

  #flush(): void {
    const bytes = Buffer.from(this.#waiting.join(''));
    this.#waiting = [];
    this.#length = 0;
    this.#hash.update(bytes);
    for (let written = 0; written < bytes.length;)
      written += writeSync(this.#descriptor, bytes, written);
  }
}

/**
 * The evidence's files in their folder, each whole or not at all. What there is of every key goes in account by account,
 * so that no more than one account's is held.
 */
export class EvidenceFiles {
  readonly #open: Readonly<Record<Name, GrowingFile>>;
  #hasAccount = false;

  /** @throws CliError where the folder can't be written, or holds something else */
  constructor(private readonly folder: string) {
    this.#open = attempt(folder, () => {
      mkdirSync(folder, { recursive: true });
      const others = readdirSync(folder).filter(
        (name) => !Object.values<string>(names).includes(name) && !name.endsWith('.partial'),
      );
      if (others.length > 0)
        throw badUse(
          `--out is ${folder}, which holds ${others[0]}: expected an empty folder, or one that evidence was written to before`,
        );
      const open = (name: Name) => new GrowingFile(path.join(folder, names[name]));
      return {
        html: open('html'),
        json: open('json'),
        population: open('population'),
        events: open('events'),
        exceptions: open('exceptions'),
      };
    });
    const { json, population, events, exceptions } = this.#open;
    json.add(`{"format":${JSON.stringify(EVIDENCE_FORMAT)},\n"population":[`);
    population.add(evidenceRows(populationTable, [], true));
    events.add(evidenceRows(eventTable, [], true));
    exceptions.add(evidenceRows(exceptionTable, [], true));
  }

  addAccount({ id: accountId, name: account }: Account, end: AccountEnd): void {
    const { keys, otherEvents, breaches } = end;
    this.#attempt(() => {
      const { json, population, events, exceptions } = this.#open;
      const entry = { accountId, account, keys, otherEvents };
      json.add(`${this.#hasAccount ? ',' : ''}\n${JSON.stringify(entry)}`);
      this.#hasAccount = true;
      population.add(evidenceRows(populationTable, keys, false));
      events.add(
        evidenceRows(eventTable, [...keys.flatMap((key) => key.events), ...otherEvents], false),
      );
      exceptions.add(evidenceRows(exceptionTable, exceptionsOf(keys, breaches), false));
    });
  }

  /**
   * @param render the page, of the files that it names
   * @returns what was written, the page last
   */
  finish(
    head: EvidenceHead,
    render: (files: readonly WrittenFile[]) => string,
  ): readonly WrittenFile[] {
    return this.#attempt(() => {
      const { html, json, population, events, exceptions } = this.#open;
      // `format` stands at the beginning of the file already.
      const rest = JSON.stringify({ ...head, format: undefined });
      json.add(`\n],\n${rest.slice(1)}\n`);
      const written = [population, events, exceptions, json].map((file) => file.end());
      html.add(render(written));
      return [...written, html.end()];
    });
  }

  /** Leaves nothing half written behind; what is whole stays. */
  abandon(): void {
    for (const file of Object.values(this.#open)) file.abandon();
  }

  #attempt<Answer>(what: () => Answer): Answer {
    return attempt(this.folder, what);
  }
}

function exceptionsOf(
  keys: readonly EvidenceKey[],
  breaches: readonly EvidenceBreach[],
): readonly Exception[] {
  return [
    ...keys.flatMap((key): Exception[] => [
      ...(key.over90 ? [{ is: 'over-90' as const, key }] : []),
      ...key.exemptions.map((exemption) => ({ is: 'exemption' as const, key, exemption })),
    ]),
    ...breaches.map((breach) => ({ is: 'breach' as const, breach })),
  ];
}

function attempt<Answer>(folder: string, what: () => Answer): Answer {
  try {
    return what();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined) throw cause;
    throw badUse(
      `--out is ${folder}, which can't be written (${inWords(code)}): name another folder`,
      { cause },
    );
  }
}
