import { isSame } from '../../emulation/pulumi/compare';
import { resourceTypes } from '../../emulation/pulumi/table';
import { nameOf, typeOf, type Registered } from './registered';

/** What an upgrade would do to a resource of a company that has it. */
export type Change =
  | {
      readonly kind: 'replaced' | 'updated';
      readonly now: Registered;
      readonly what: readonly string[];
    }
  | { readonly kind: 'renamed'; readonly was: Registered; readonly now: Registered }
  | { readonly kind: 'unprotected' | 'new' | 'deleted'; readonly now: Registered };

/** All that would happen to a stack, deployed as `before` says, by an upgrade to what `after` says. */
export function changes(
  before: readonly Registered[],
  after: readonly Registered[],
): readonly Change[] {
  const old = new Map(before.map((each) => [each.urn, each]));
  const oldUrns = new Map<string, string>();
  for (const { urn, aliases = [] } of after) {
    const found = [urn, ...aliases].find((each) => old.has(each));
    if (found !== undefined) oldUrns.set(urn, found);
  }
  const kept = new Set(oldUrns.values());
  const gone = before.filter(({ urn }) => !kept.has(urn));
  const made = after.filter(({ urn }) => !oldUrns.has(urn));
  const renamed = renamedAmong(gone, made);
  const paired = new Set(renamed.flatMap(({ was, now }) => [was, now]));
  const alone = (each: Registered) => !paired.has(each);
  const places = { oldUrns, before: regionsOf(before), after: regionsOf(after) };
  return [
    ...after.flatMap((now) => {
      const was = old.get(oldUrns.get(now.urn) ?? '');
      return was ? changesOf(was, now, places) : [];
    }),
    ...renamed,
    ...gone.filter(alone).map((now) => ({ kind: 'deleted', now }) as const),
    ...made.filter(alone).map((now) => ({ kind: 'new', now }) as const),
  ];
}

/** Such as `would be replaced: aws:iam/user:User alice-user (name changed)`. */
export function describe(change: Change): string {
  const what = `${typeOf(change.now)} ${nameOf(change.now)}`;
  switch (change.kind) {
    case 'replaced':
    case 'updated':
      return `would be ${change.kind}: ${what} (${change.what.join(', ')} changed)`;
    case 'renamed': {
      const then = `${typeOf(change.was)} ${nameOf(change.was)}`;
      const now = then === what ? `now ${change.now.urn}` : `now ${nameOf(change.now)}`;
      return `would be deleted and made anew: ${then}, ${now} (renamed in the program: add an alias)`;
    }
    case 'unprotected':
      return `would no longer be protected: ${what}`;
    case 'new':
      return `would be new: ${what}`;
    case 'deleted':
      return `would be deleted: ${what}`;
  }
}

interface Places {
  /** The URN that the engine knows, by the one of now. */
  readonly oldUrns: ReadonlyMap<string, string>;
  /** By the provider's URN. */
  readonly before: ReadonlyMap<string, unknown>;
  readonly after: ReadonlyMap<string, unknown>;
}

function changesOf(was: Registered, now: Registered, places: Places): Change[] {
  const keys = [...new Set([...Object.keys(was.inputs), ...Object.keys(now.inputs)])];
  const changed = keys.filter((key) => !isSame(was.inputs[key], now.inputs[key]));
  const replaceOn: readonly string[] = resourceTypes.get(typeOf(now))?.replaceOn ?? [];
  const because = changed.filter((key) => replaceOn.includes(key));
  if (isOfOtherProvider(was, now, places)) because.push('provider');
  // Where nothing else is said, a resource is where its provider is.
  else if (
    replaceOn.includes('region') &&
    places.before.get(was.provider ?? '') !== places.after.get(now.provider ?? '')
  )
    because.push("provider's region");
  const found: Change[] = [];
  if (because.length > 0) found.push({ kind: 'replaced', now, what: because });
  else if (changed.length > 0) found.push({ kind: 'updated', now, what: changed });
  if (was.protect && !now.protect) found.push({ kind: 'unprotected', now });
  return found;
}

/** The engine replaces what goes to another provider, wherever that one leads. */
function isOfOtherProvider(was: Registered, now: Registered, { oldUrns }: Places): boolean {
  if (was.provider === now.provider || now.provider === undefined)
    return was.provider !== now.provider;
  return oldUrns.get(now.provider) !== was.provider;
}

function regionsOf(all: readonly Registered[]): Map<string, unknown> {
  return new Map(
    all
      .filter((each) => typeOf(each) === 'pulumi:providers:aws')
      .map(({ urn, inputs }) => [urn, inputs['region']]),
  );
}

/** Those that go and come back under another URN: of the same type, and the same in AWS as far as one can see. */
function renamedAmong(gone: readonly Registered[], made: readonly Registered[]) {
  const left = new Set(made);
  return gone.flatMap((was) => {
    const now = [...left].find((each) => isSameThing(was, each));
    if (!now) return [];
    left.delete(now);
    return [{ kind: 'renamed', was, now } as const];
  });
}

function isSameThing(was: Registered, now: Registered): boolean {
  if (typeOf(was) !== typeOf(now)) return false;
  const named = resourceTypes.get(typeOf(was))?.autoName?.property ?? '';
  const [oldName, newName] = [was.inputs[named], now.inputs[named]];
  if (oldName !== undefined || newName !== undefined) return oldName === newName;
  return nameOf(was) === nameOf(now) || isSame(was.inputs, now.inputs);
}
