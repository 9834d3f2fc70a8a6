import type { Notice } from '../../rules/notices';
import type { Reader } from './reader';

/** One message of a kind, as it would be sent: for the reviewed snapshots and for a preview. */
export interface Example {
  readonly name: string;
  readonly notice: Notice;
  readonly reader: Reader;
}
