import type { z } from 'zod';
import type { Immutable } from '../immutable';
import type * as schemas from './evidence-schema';

/** What happened to a key, or was told of it. */
export interface EvidenceEvent extends Immutable<z.infer<typeof schemas.evidenceEventSchema>> {}

/** What two reports show by their difference. */
export interface SeenChange extends EvidenceEvent {
  readonly between: readonly [after: string, by: string];
}

/** One access key of the period. */
export interface EvidenceKey extends Immutable<z.infer<typeof schemas.evidenceKeySchema>> {}

/** How somebody broke a rule, or could not be seen to keep it. */
export interface EvidenceBreach extends Immutable<z.infer<typeof schemas.evidenceBreachSchema>> {}

/** A control of a standard, with what came of testing it. */
export interface Control extends Immutable<z.infer<typeof schemas.controlSchema>> {}

/** Evidence of a period, as JSON. */
export interface Evidence extends Immutable<z.infer<typeof schemas.evidenceSchema>> {}

/** The same without what there is of every key: that goes through as it is read. */
export type EvidenceHead = Omit<Evidence, 'population'>;
