import { locateIn } from './check';
import { formatPath } from './problem';
import type { YamlFile } from './yaml-file';

/** Where something stands in a file: a key, or the value of one. */
export interface Place {
  readonly path: readonly string[];
  readonly part: 'key' | 'value';
}

/** Those whose value stood before, and where it stood first. */
export function repeated<At extends Place>(
  file: YamlFile,
  places: readonly At[],
  valueOf: (place: At) => string,
): { at: ReturnType<ReturnType<typeof locateIn>>; first: string; place: At }[] {
  const firsts = new Map<string, At>();
  return places.flatMap((place) => {
    const value = valueOf(place);
    const first = firsts.get(value);
    if (!first) {
      firsts.set(value, place);
      return [];
    }
    const line = file.positionOf(first.path, first.part)?.line;
    return [
      {
        at: locateIn(file)(place.path, place.part),
        first: `${formatPath(first.path)} (line ${line})`,
        place,
      },
    ];
  });
}
