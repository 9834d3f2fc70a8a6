import type { Moto } from '../moto/start';
import { targetsOf } from './event-rules';

/**
 * Carries CloudTrail's events about keys as EventBridge would: from the default bus of the account's own
 * us-east-1, by the rules that the stacks made there, to the monitor's bus, by its rules, to a function.
 */
export class KeyEventRelay {
  #since: Date;
  readonly #seen = new Set<string>();

  constructor(
    private readonly moto: Moto,
    private readonly wake: (functionArn: string, event: unknown, now: Date) => Promise<unknown>,
    since: Date,
  ) {
    this.#since = since;
  }

  /** Delivers every event that came up since the last time. */
  async carry(now: Date): Promise<void> {
    for (const event of await this.moto.keyEvents(this.#since)) {
      if (this.#seen.has(event.id)) continue;
      this.#seen.add(event.id);
      const source = { accountId: event.account, region: event.region, name: 'default' };
      for (const busArn of await targetsOf(this.moto, source, event))
        for (const functionArn of await targetsOf(this.moto, busOf(busArn), event))
          await this.wake(functionArn, event, now);
    }
    this.#since = now;
  }
}

function busOf(arn: string) {
  const [, , , region = '', accountId = '', resource = ''] = arn.split(':');
  return { accountId, region, name: resource.replace(/^event-bus\//, '') };
}
