import type { DoctoredCompany } from '../doctored-company';

/** Breaks something. @returns what mends it */
export type Break = (company: DoctoredCompany) => Mend | Promise<Mend>;
type Mend = () => unknown;

/** What is broken, how, and the line that says so. */
export interface Broken {
  readonly what: string;
  readonly id: string;
  readonly found: RegExp;
  /** The page that the line names. */
  readonly page: RegExp;
  readonly break: Break;
}

/** The pages that the lines name. */
export const doctor = /^docs\/doctor\.md/;
export const run = /^docs\/run\.md/;
export const runbook = (name: string) => new RegExp(`^docs/runbooks/${name}\\.md$`);
