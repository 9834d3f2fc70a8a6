import * as pulumi from '@pulumi/pulumi';
import { exemptionTextPattern, exemptionTextTakes, foreignToTag } from '../rules/formats';
import { tagKeys } from '../rules/tags';
import { checkedInput, inputError, type Check } from './check';
import { localDate } from './formats';

/** An exemption of an engineer's keys from the rules of age: it has an end, a reason and somebody who allowed it. */
export interface KeyExemption {
  /**
   * Its last day (YYYY-MM-DD). The monitor heeds it only if it is at most 90 days ahead.
   */
  until: pulumi.Input<string>;
  /**
   * Why: 1 to 256 letters, digits, spaces and `_ . : / = + - @`. Whoever may read the user's tags can read it.
   */
  reason: pulumi.Input<string>;
  /**
   * Who allowed it: as the reason.
   */
  approvedBy: pulumi.Input<string>;
}

/**
 * Its tags; their keys are known even where the values are not yet.
 * @throws InputPropertyError
 */
export function exemptionTags(
  exemption: KeyExemption | undefined,
): Record<string, pulumi.Input<string>> {
  if (exemption === undefined) return {};
  checkShape(exemption);
  const { until, reason, approvedBy } = exemption;
  return {
    [tagKeys.exemptUntil]: checkedInput('keyExemption.until', until, localDate),
    [tagKeys.exemptReason]: checkedInput('keyExemption.reason', reason, saying('why')),
    [tagKeys.exemptBy]: checkedInput(
      'keyExemption.approvedBy',
      approvedBy,
      saying('who allowed it'),
    ),
  };
}

/** Programs in other languages, and those without types, give what they like: a date alone, as the tag has it. */
function checkShape(exemption: unknown): void {
  const isOutput = pulumi.Output.isInstance(exemption) || exemption instanceof Promise;
  if (typeof exemption === 'object' && exemption !== null && !isOutput) return;
  throw inputError(
    'keyExemption',
    `expected until, reason and approvedBy, found ${isOutput ? 'an output' : JSON.stringify(exemption)}`,
  );
}

function saying(what: string): Check<string> {
  return (text) => {
    if (typeof text === 'string' && exemptionTextPattern.test(text)) return undefined;
    const foreign = typeof text === 'string' ? foreignToTag(text) : undefined;
    return `expected ${what}, in ${exemptionTextTakes}, found ${foreign ?? JSON.stringify(text)}`;
  };
}
