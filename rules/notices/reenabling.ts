import { z } from 'zod';
import { maker } from './fields';

/** What a notice of a disabling says of somebody's having enabled the credential. */
export const reenabling = {
  /** It was enabled again before anybody could be told, and the rules leave it so. */
  isEnabledAgain: z.boolean().optional(),
  /** Who had enabled it again, where that is so or is the cause, and CloudTrail knows. */
  reenabledBy: maker.optional(),
};

type Reenabling = z.infer<z.ZodObject<typeof reenabling>> & { readonly cause: string };

/** Whether somebody had enabled it, and it is to be asked who. */
export function lacksReenabler({ cause, isEnabledAgain, reenabledBy }: Reenabling): boolean {
  return (cause === 're-enabled' || isEnabledAgain === true) && !reenabledBy;
}
