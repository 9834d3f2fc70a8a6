import type { Moto } from '../moto/start';
import type { Place } from './aws-of';
import { rulesOf, targetsOf, type EventRule } from './event-rules';

type Bus = Place & { readonly name: string };

/**
 * Carries CloudTrail's events about users' and root's credentials as EventBridge would: from the default bus of the account's own
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
    // A company has more events than rules, which stay what they are until all are delivered.
    const known = new Map<string, Promise<readonly EventRule[]>>();
    const rules = (bus: Bus) => {
      const key = `${bus.accountId} ${bus.region} ${bus.name}`;
      const found = known.get(key) ?? rulesOf(this.moto, bus);
      known.set(key, found);
      return found;
    };
    for (const event of await this.moto.iamEvents(this.#since)) {
      if (this.#seen.has(event.id)) continue;
      this.#seen.add(event.id);
      const source = { accountId: event.account, region: event.region, name: 'default' };
      for (const busArn of targetsOf(await rules(source), event))
        for (const functionArn of targetsOf(await rules(busOf(busArn)), event))
          await this.wake(functionArn, event, now);
    }
    this.#since = now;
  }
}

function busOf(arn: string): Bus {
  const [, , , region = '', accountId = '', resource = ''] = arn.split(':');
  return { accountId, region, name: resource.replace(/^event-bus\//, '') };
}
