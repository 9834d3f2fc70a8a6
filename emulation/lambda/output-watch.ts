import type { LambdaFunction } from './lambda-function';

/** Is told of everything that functions write, as they write it. */
export type OutputWatcher = (chunk: string, from: LambdaFunction) => void;

const watchers = new Set<OutputWatcher>();

/** From now on, of every function of this process. */
export function watchOutput(watcher: OutputWatcher): void {
  watchers.add(watcher);
}

export function tellWatchers(chunk: string, from: LambdaFunction): void {
  for (const watcher of watchers) watcher(chunk, from);
}
