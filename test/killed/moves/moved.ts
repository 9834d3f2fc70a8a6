/** Something that somebody who moves did, or had done for them. */
interface Done {
  readonly who: string;
  readonly at: Date;
}

/** What really happened to those who move, and what the command left where it was killed. The ledger is not asked. */
export interface Moved {
  /** `pulumi up` has put it on their user: the ways that are open to them from then on. */
  readonly tagged: (Done & { readonly access: readonly string[] })[];
  readonly signedIn: Done[];
  /** Since that `key` may be closed to them without proof. */
  readonly forced: Done[];
  /** The ledger was told that `key` is given back. */
  readonly told: Done[];
  /** A run that came to its end has found `key` open to them. */
  readonly foundOpen: Done[];
  /** How often the command did what it was to do. */
  steps: number;
  readonly broken: string[];
}

/** Whether `key` was open to them then, by what is on their user. */
export function isOpenTo({ tagged }: Moved, who: string, at: Date): boolean {
  return (
    tagged.findLast((each) => each.who === who && each.at <= at)?.access.includes('key') === true
  );
}

/** Whether it was open to them at that time or later: a run that is tried again may have found it open. */
export function isOpenSince(moved: Moved, who: string, since: Date): boolean {
  return (
    isOpenTo(moved, who, since) ||
    moved.tagged.some((each) => each.who === who && each.at > since && each.access.includes('key'))
  );
}

/** When it was last open to them until then; undefined where it never was. */
export function lastOpenIn({ tagged }: Moved, who: string, until: Date): Date | undefined {
  const own = tagged.filter((each) => each.who === who && each.at <= until);
  const open = own.findLastIndex(({ access }) => access.includes('key'));
  return open === -1 ? undefined : (own[open + 1]?.at ?? until);
}

/** Since when all of Keyturn must know that it was open to them; undefined where nothing of it had to know. */
export function knownOpenIn(
  { foundOpen, told }: Moved,
  who: string,
  until: Date,
): Date | undefined {
  const own = [...foundOpen, ...told].filter((each) => each.who === who && each.at < until);
  return own.toSorted((a, b) => a.at.getTime() - b.at.getTime()).at(-1)?.at;
}
