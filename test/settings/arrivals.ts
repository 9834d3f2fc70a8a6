import assert from 'node:assert/strict';

/** What a program made: the resources by their Pulumi names. */
export interface Place {
  /** @throws where there is not exactly one of that name */
  child(name: string): { readonly inputs: Readonly<Record<string, unknown>> };
}

/** Looks a setting up at the other end. `given` is its value, as it was set. */
export type Find<Where extends Place = Place> = (made: Where, given: unknown) => unknown;

/** Where a setting arrives; and as what, where it is not what was given. */
export type Arrival<Where extends Place = Place> =
  Find<Where> | { readonly find: Find<Where>; readonly is: unknown };

/** A setting that arrives as something else than it was given. */
export function as<Where extends Place>(is: unknown, find: Find<Where>): Arrival<Where> {
  return { find, is };
}

/** A resource's input, or what is under a path of it. */
export function input(child: string, ...path: readonly (string | number)[]): Find {
  return (made) => under(made.child(child).inputs, path);
}

/** The text in JSON within an input, at a path of what it says. */
export function json(find: Find, ...path: readonly (string | number)[]): Find {
  return (made, given) => under(JSON.parse(String(find(made, given))), path);
}

/** A document or another long text that has the given value in it, or each of a list of them. */
export function within(child: string, property: string): Find {
  return (made, given) => {
    const text = JSON.stringify(made.child(child).inputs[property] ?? '');
    return [given].flat().every((each) => text.includes(String(each))) ? given : text;
  };
}

/** Whether a text of a resource's has those words. */
export function says(child: string, property: string, words: string): Find {
  return (made) => JSON.stringify(made.child(child).inputs[property] ?? '').includes(words);
}

/** A variable of one of KeyMonitor's functions. */
export function variable(what: string, name: string): Find {
  return input(`keyturn-${what}-function`, 'environment', 'variables', name);
}

/** Whether there is a resource of that name at all. */
export function made(child: string): Find {
  return (place) => {
    try {
      return place.child(child) !== undefined;
    } catch {
      return false;
    }
  };
}

/**
 * Holds that a setting has arrived, and that it is there because it was set.
 * @param setting the setting as messages name it
 * @param plain the same program without the setting, or with another value where it needs one
 */
export async function assertArrives<Where extends Place>(
  setting: string,
  given: unknown,
  arrival: Arrival<Where>,
  { told, plain }: { readonly told: Where; readonly plain: Where },
): Promise<void> {
  const { find, is } = typeof arrival === 'function' ? { find: arrival, is: given } : arrival;
  const at = async (made: Where) => unwrapped(await find(made, given));
  assert.deepEqual(await at(told), is, `${setting} does not arrive`);
  assert.notDeepEqual(
    // What is made of the setting alone is not there at all.
    await at(plain).catch(() => undefined),
    is,
    `${setting} is found where it was not set: give it a value that is not the default, and look closer`,
  );
}

function under(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (from, key) => (from as Readonly<Record<string, unknown>> | undefined)?.[key],
    value,
  );
}

/** A secret travels to the engine in an envelope. */
function unwrapped(value: unknown): unknown {
  const isEnvelope = typeof value === 'object' && value !== null && 'value' in value;
  return isEnvelope && '4dabf18193072939515e22adb298388d' in value ? value.value : value;
}
