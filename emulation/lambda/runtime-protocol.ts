/** What the parent sends to a function's process, and what comes back: one invocation at a time. */
export interface Invocation {
  readonly id: number;
  readonly event: unknown;
  /** The instant that the function's clock shows when it begins (milliseconds since 1970). */
  readonly now: number;
  readonly functionArn: string;
  readonly timeoutMs: number;
}

export type InvocationResult =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly name: string; readonly message: string };

export function requestIdOf(invocation: number): string {
  return `00000000-0000-4000-8000-${String(invocation).padStart(12, '0')}`;
}

/** The last line that an invocation logs. */
export function endOfLog(invocation: number): string {
  return `END RequestId: ${requestIdOf(invocation)}`;
}
