import type { HeldKey, KeyPair } from '../ini';

/** Somewhere that keeps long-term keys, and that the command can write. */
export interface Place {
  /** As a person knows it: a path, or `aws-vault`. */
  readonly label: string;
  /**
   * Every key that it has.
   * @throws CliError where it can't be read: what it has is then not known
   */
  keys(): Promise<readonly HeldKey[]>;
  /**
   * Whether a key could be put in the place of this one. Leaves nothing behind.
   * @throws CliError that says why not
   */
  tryToWrite(oldId: string): Promise<void>;
  /**
   * Puts another key wherever this one is, whole or not at all. Where it is not, nothing is done.
   * @throws CliError, with the place as it was
   */
  replace(oldId: string, key: KeyPair): Promise<void>;
}

/** A place with the key that was looked for. */
export interface Found {
  readonly place: Place;
  readonly key: HeldKey;
}

/** Those that have the key. */
export async function holdersOf(places: readonly Place[], keyId: string): Promise<Found[]> {
  const all = await Promise.all(
    places.map(async (place) => ({
      place,
      key: (await place.keys()).find(({ accessKeyId }) => accessKeyId === keyId),
    })),
  );
  return all.flatMap(({ place, key }) => (key ? [{ place, key }] : []));
}

/** `~/.aws/credentials: default, identity`. */
export function describePlace({ place, key }: Found): string {
  return `${place.label}: ${key.sections.join(', ')}`;
}
