import { standardClock } from '../../rules/clocks';
import { badUse } from '../cli-error';
import { readText, remove, writeOwn, type Disk } from './disk';
import type { World } from './rotation';

const VERSION = 1;
const header = `keyturn-status ${VERSION}`;
const DAY_MS = 86_400_000;
const standardAges = {
  remindAge: Math.min(...standardClock.remindAt),
  stopAge: standardClock.stopAt,
};
/** For a key that is never due: the last second of the year 9999. */
const NEVER = new Date(253_402_300_799_000);

/** What a shell's prompt shows, and what no call without MFA tells again: when a key was made. */
export interface KeptKey {
  readonly userArn: string;
  /** The last four of its id. */
  readonly lastFour: string;
  readonly createdAt: Date;
  /** When the days begin from which on a prompt shows it, and on which it stops at the earliest; absent: never. */
  readonly dueAt?: Date;
  readonly stopsAt?: Date;
  /** Not, where AWS took it no more. */
  readonly works: boolean;
  /** In days: by what rule that is so. */
  readonly remindAge: number;
  readonly stopAge: number;
}

/**
 * A file beside the credentials file with a line a user, which a shell reads with `read` alone: so the fields that a
 * prompt needs come first, times are seconds since 1970, and nothing has a blank. No secret is in it, and no whole id.
 */
export class KeptKeys {
  /** What it held when it was read first; undefined where it was not there. */
  readonly #before: string | undefined;

  /** @throws CliError where it can't be read */
  constructor(
    private readonly disk: Disk,
    readonly file: string,
  ) {
    this.#before = readText(disk, file);
  }

  /** None of a file of a newer version. */
  all(): readonly KeptKey[] {
    return keysOf(this.#before);
  }

  of(userArn: string): KeptKey | undefined {
    return this.all().find((key) => key.userArn === userArn);
  }

  /** The key of that user, if it is the one that is kept. */
  find(userArn: string, keyId: string): KeptKey | undefined {
    const key = this.of(userArn);
    return key && isOf(key, keyId) ? key : undefined;
  }

  /**
   * Writes another key, or none, in the place of the user's.
   * @throws CliError where it can't be written, is of a newer version, or was written by somebody else meanwhile
   */
  replace(userArn: string, key: KeptKey | undefined): void {
    const { disk, file } = this;
    if (readText(disk, file) !== this.#before)
      throw badUse(`${file} was changed by another keyturn just now`);
    if (isNewer(this.#before))
      throw badUse(`${file} was written by a newer version of keyturn, and is left as it is`);
    const others = this.all().filter((each) => each.userArn !== userArn);
    if (this.#before === undefined && !key) return;
    const lines = [...others, ...(key ? [key] : [])].map(lineOf);
    writeOwn(disk, file, [header, ...lines, ''].join('\n'));
  }
}

/**
 * Keeps the key that the user has now, in the place of another one. Never fails: where it can't be kept, nothing is, so
 * that no prompt shows a key that is gone.
 */
export function keep(
  key: { readonly id: string; readonly createdAt: Date },
  { disk, statusFile, session, asker }: World,
): void {
  const { arn: userArn } = session.user;
  try {
    const kept = new KeptKeys(disk, statusFile);
    if (kept.find(userArn, key.id)?.works) return;
    const { remindAge, stopAge } = kept.of(userArn) ?? standardAges;
    const at = (days: number) => startOfDayAt(key.createdAt, days);
    kept.replace(userArn, {
      userArn,
      lastFour: lastFour(key.id),
      createdAt: key.createdAt,
      dueAt: at(remindAge),
      stopsAt: at(stopAge),
      works: true,
      remindAge,
      stopAge,
    });
  } catch {
    const note = forget(disk, statusFile);
    if (note !== undefined) asker.note(note);
  }
}

/** In which zone and at what time the runs are is not known here: no run that finds it so old is of an earlier day. */
function startOfDayAt(createdAt: Date, days: number): Date {
  return new Date(Math.floor(createdAt.getTime() / DAY_MS + days) * DAY_MS);
}

function forget(disk: Disk, file: string): string | undefined {
  try {
    remove(disk, file);
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `a prompt may show the old key until you delete ${file}: ${why}`;
  }
}

export function lastFour(keyId: string): string {
  return keyId.slice(-4);
}

export function isOf(kept: KeptKey, keyId: string): boolean {
  return kept.lastFour === lastFour(keyId);
}

const line =
  /^(?<lastFour>[A-Z0-9]{4}) (?<due>\d+) (?<stops>\d+) (?<state>works|stopped) (?<created>\d+) (?<remind>\d+) (?<stop>\d+) (?<arn>\S+)$/;

function keysOf(text: string | undefined): readonly KeptKey[] {
  const [first, ...rest] = (text ?? '').split('\n');
  if (first !== header) return [];
  return rest.flatMap((each) => {
    const found = line.exec(each)?.groups;
    if (!found) return [];
    const { due = '', stops = '', created = '' } = found;
    return {
      userArn: found['arn'] ?? '',
      lastFour: found['lastFour'] ?? '',
      createdAt: instant(created),
      dueAt: unlessNever(instant(due)),
      stopsAt: unlessNever(instant(stops)),
      works: found['state'] === 'works',
      remindAge: Number(found['remind']),
      stopAge: Number(found['stop']),
    };
  });
}

function lineOf(key: KeptKey): string {
  return [
    key.lastFour,
    seconds(key.dueAt ?? NEVER),
    seconds(key.stopsAt ?? NEVER),
    key.works ? 'works' : 'stopped',
    seconds(key.createdAt),
    key.remindAge,
    key.stopAge,
    key.userArn,
  ].join(' ');
}

function isNewer(text: string | undefined): boolean {
  const version = /^keyturn-status (?<version>\d+)\n/.exec(text ?? '')?.groups?.['version'];
  return version !== undefined && Number(version) > VERSION;
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

function instant(text: string): Date {
  return new Date(Number(text) * 1000);
}

function unlessNever(date: Date): Date | undefined {
  return date < NEVER ? date : undefined;
}
