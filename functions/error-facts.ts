import { withoutKeyIds } from './without-key-ids';

/** An error as logs may show it: without whole key ids, whoever made it. */
export interface ErrorFacts {
  readonly name: string;
  readonly message: string;
  /** A stable code, where the error has one. */
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: ErrorFacts;
}

export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error))
    return { name: typeof error, message: withoutKeyIds(String(error)) };
  const { name, message, stack, cause } = error;
  return {
    name,
    message: withoutKeyIds(message),
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(stack === undefined ? {} : { stack: withoutKeyIds(stack) }),
    ...(cause === undefined ? {} : { cause: errorFacts(cause) }),
  };
}
