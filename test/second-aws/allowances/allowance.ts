import type { Company } from '../company';

/** Something in which MiniStack is not as AWS, and which this test makes up for or looks past. */
export interface Allowance {
  readonly id: string;
  /** What AWS does, what MiniStack does, and what is done about it here. */
  readonly reason: string;
  /** Asks MiniStack whether it still is so. */
  readonly isNeeded: (company: Company) => Promise<boolean>;
  /** What is granted beyond the documents that the stacks made; after it `isNeeded` answers no. */
  readonly grant?: (company: Company) => Promise<void>;
}

/** Whether IAM refuses the call. Whatever else goes wrong is no answer. */
export async function isRefused(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return false;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (['AccessDenied', 'AccessDeniedException'].includes(name)) return true;
    throw error;
  }
}
