import { groupOfAction, numberedAction, type Action } from '../../../rules/presses/press';
import type { Chronicle } from './chronicle';
import { FifoQueue } from './fifo-queue';

/** The action queue and its dead letters: one message group a key. */
export class ActionQueue extends FifoQueue<Action> {
  /** @param onBuried hears of each action that becomes a dead letter, of which an alarm tells */
  constructor(chronicle: Chronicle, onBuried: (action: Action) => void) {
    super(chronicle, {
      called: 'action',
      groupOf: groupOfAction,
      bodyOf: (action) => JSON.stringify(numberedAction(action)),
      onBuried,
    });
  }

  put(action: Action, now: number): void {
    this.add(action, action.id, now);
  }
}
