/** Where a rotation is. */
export type State =
  | 'planned'
  | 'begun'
  | 'unanswered'
  | 'made'
  | 'noted'
  | 'proven'
  | 'stored'
  | 'safe'
  | 'alone'
  | 'renewed'
  | 'unwanted'
  | 'let-go'
  | 'new-gone'
  | 'nothing-made'
  | 'in-doubt'
  | 'found'
  | 'found-works'
  | 'stored-late'
  | End;

/** Where it ends; what that means for the keys is in `ends`. */
export type End =
  'finished' | 'finished-unrecorded' | 'undone' | 'not-begun' | 'two-keys' | 'unread';

export type Act =
  | 'write-journal'
  | 'create'
  | 'note-key'
  | 'note-call'
  | 'prove'
  | 'store'
  | 'read-back'
  | 'look-for-others'
  | 'delete-old'
  | 'remove-journal'
  | 'put-back'
  | 'delete-new'
  | 'look';

/** What an act came to. `failed` always leaves the reason behind, and what was not done has no effect. */
export type Answer =
  | 'done'
  | 'failed'
  /** AWS may have done it, and did not say. */
  | 'unclear'
  /** A place has the new key. */
  | 'is-stored'
  /** The new key is there, nobody has its secret, and where it might be another one, a person has said that it may go. */
  | 'is-lost'
  | 'none-was-made'
  /** Somebody has disabled or deleted the new key. */
  | 'new-is-dead'
  /** The new key is stored, and the old one deleted. */
  | 'is-over';

export interface Way {
  readonly act: Act;
  readonly then: Readonly<Partial<Record<Answer, State>>>;
}

/**
 * The ways of a rotation; from its ends there is none. The process may die in any state. The journal stands from before
 * a key is made until only one is left, and what it does not say, AWS and the files do: so every later run begins at
 * `in-doubt`. The old key is deleted in `alone`, and nothing leads there but through `safe`: each place that had the
 * old key was read again, and has the new one, which was seen to work before it was stored. The new one is deleted in
 * `let-go`, and nothing leads there but from where no place has it.
 */
export const ways: Readonly<Record<State, Way | undefined>> = {
  planned: { act: 'write-journal', then: { done: 'begun', failed: 'not-begun' } },
  begun: { act: 'create', then: { done: 'made', failed: 'nothing-made', unclear: 'unanswered' } },
  // Where it can't be noted, the next run asks more.
  unanswered: { act: 'note-call', then: { done: 'in-doubt', failed: 'in-doubt' } },
  made: { act: 'note-key', then: { done: 'noted', failed: 'unwanted' } },
  // Before it is stored: at no moment is what is stored a key that AWS does not know yet.
  noted: { act: 'prove', then: { done: 'proven', failed: 'unwanted' } },
  proven: { act: 'store', then: { done: 'stored', failed: 'unwanted' } },
  stored: { act: 'read-back', then: { done: 'safe', failed: 'unwanted' } },
  safe: {
    act: 'look-for-others',
    then: { done: 'alone', 'new-is-dead': 'unwanted', failed: 'two-keys' },
  },
  alone: { act: 'delete-old', then: { done: 'renewed', failed: 'two-keys' } },
  renewed: { act: 'remove-journal', then: { done: 'finished', failed: 'finished-unrecorded' } },
  finished: undefined,
  'finished-unrecorded': undefined,

  unwanted: { act: 'put-back', then: { done: 'let-go', failed: 'two-keys' } },
  'let-go': { act: 'delete-new', then: { done: 'new-gone', failed: 'two-keys' } },
  // A journal that can't be removed names a key that is gone: the next run finds that nothing was made.
  'new-gone': { act: 'remove-journal', then: { done: 'undone', failed: 'undone' } },
  'nothing-made': { act: 'remove-journal', then: { done: 'not-begun', failed: 'not-begun' } },
  undone: undefined,
  'not-begun': undefined,

  'in-doubt': {
    act: 'look',
    then: {
      'is-stored': 'found',
      'is-lost': 'let-go',
      'none-was-made': 'nothing-made',
      'is-over': 'renewed',
      // A place has it, and nothing here can enable it.
      'new-is-dead': 'two-keys',
      failed: 'unread',
    },
  },
  // The old secret may be nowhere any more: from here it only goes on.
  found: { act: 'prove', then: { done: 'found-works', failed: 'two-keys' } },
  'found-works': { act: 'store', then: { done: 'stored-late', failed: 'two-keys' } },
  'stored-late': { act: 'read-back', then: { done: 'safe', failed: 'two-keys' } },
  'two-keys': undefined,
  unread: undefined,
};

/** The state that follows. */
export function follow(state: State, answer: Answer): State {
  const next = ways[state]?.then[answer];
  if (next === undefined) throw new Error(`a rotation that is ${state} has no way for ${answer}`);
  return next;
}

export function isEnd(state: State): state is End {
  return ways[state] === undefined;
}
