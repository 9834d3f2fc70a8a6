import type { AwsCredentials } from '../pulumi/aws';

/** A function, with the credentials that it has. */
export interface Writer {
  readonly arn: string;
  readonly credentials: AwsCredentials;
}

/** Is told of everything that functions write, as they write it. */
export type OutputWatcher = (chunk: string, from: Writer) => void;

const watchers = new Set<OutputWatcher>();

/** From now on, of every function of this process. */
export function watchOutput(watcher: OutputWatcher): void {
  watchers.add(watcher);
}

export function tellWatchers(chunk: string, from: Writer): void {
  for (const watcher of watchers) watcher(chunk, from);
}
