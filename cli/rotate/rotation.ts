import type { Asker } from './ask';
import type { Aws } from './aws';
import type { Disk } from './disk';
import type { KeyPair } from './ini';
import type { Session } from './open-session';
import type { Place } from './places/place';
import { follow, isEnd, ways, type Act, type Answer, type End, type State } from './states';

/** Time by AWS's clock. In tests it passes at once. */
export interface Clock {
  now(): Date;
  sleep(ms: number): Promise<void>;
}

/** What a rotation is carried out with. */
export interface World {
  readonly disk: Disk;
  readonly journalFile: string;
  /** See KeptKeys. */
  readonly statusFile: string;
  readonly session: Session;
  /** Every place that the command can write, whether or not it has the key. */
  readonly places: readonly Place[];
  readonly asker: Asker;
  readonly clock: Clock;
  readonly region: string;
  /** AWS as whoever has that key sees it. */
  readonly signedBy: (key: KeyPair) => Pick<Aws, 'whoAmI'>;
}

/** What is known of a rotation while it is carried out. */
export interface Rotation {
  readonly profile?: string;
  readonly awsVault?: string;
  readonly oldKeyId: string;
  readonly keyIdsBefore: readonly string[];
  /** From when on STS has seen the old key for this command's own sake. */
  readonly openedAt: Date;
  readonly begunAt: Date;
  /** The old key with its secret, to put it back; undefined where an earlier run may have overwritten it. */
  readonly old?: KeyPair;
  /** A use of the old key elsewhere that a person knows of and lets be; `any` where IAM tells of none. */
  readonly knownUse?: Date | 'any';
  /** When the call that makes a key ended without an answer. */
  brokeOffAt?: Date;
  /** A key that the rotation may have made, or somebody by hand: nobody has said yet. */
  doubted?: { readonly id: string; readonly isEnabled: boolean };
  /** Besides the old one, and none of this rotation's. */
  secondKeyId?: string;
  newKeyId?: string;
  fresh?: KeyPair;
  /** When the new key was made, by IAM. */
  madeAt?: Date;
  /** What went wrong, the first first. */
  readonly failures: unknown[];
}

export type Acts = Readonly<Record<Act, (rotation: Rotation) => Promise<Answer>>>;

/** Goes from a state to an end. What an act throws is its failure. */
export async function carryOut(rotation: Rotation, from: State, acts: Acts): Promise<End> {
  let state = from;
  while (!isEnd(state)) {
    const act = ways[state]?.act;
    if (act === undefined) throw new Error(`a rotation that is ${state} has nothing to do`);
    state = follow(state, await answerTo(act, rotation, acts));
  }
  return state;
}

async function answerTo(act: Act, rotation: Rotation, acts: Acts): Promise<Answer> {
  try {
    return await acts[act](rotation);
  } catch (error) {
    rotation.failures.push(error);
    return 'failed';
  }
}

/** As messages have it: enough to find it in a list, and no more. */
export function shortId(keyId: string): string {
  return `…${keyId.slice(-4)}`;
}
