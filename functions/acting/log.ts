/** Counts and account ids only: no key ids in full, no tokens. Powertools' Logger fits. */
export interface Log {
  debug(message: string, details: Record<string, unknown>): void;
  info(message: string, details: Record<string, unknown>): void;
  error(message: string, details: Record<string, unknown>): void;
}
