import type { Action } from '../../rules/presses/press';

/** The action queue: FIFO, one message group a credential, or a person who looks at their keys. */
export interface ActionQueuePort {
  /**
   * Returns when the action is in the queue, where the same one is not queued a second time.
   * @param signal when to give it up
   */
  put(action: Action, signal?: AbortSignal): Promise<void>;
}
