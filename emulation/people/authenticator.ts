import { generate } from 'otplib';
import type { Moto } from '../moto/start';

const STEP_MS = 30_000;

/** The emulated time, which somebody who waits turns on. */
export type Clock = Pick<Moto, 'now' | 'setClock'>;

/** An authenticator app with the seed of one virtual MFA device. */
export class Authenticator {
  private lastStep = 0;

  /** @param seed base32, as CreateVirtualMFADevice gives it. */
  constructor(
    readonly serialNumber: string,
    private readonly seed: string,
  ) {}

  /** A code that was not used yet: AWS takes each once, so it waits for the next one if it must. */
  async nextCode(clock: Clock): Promise<string> {
    let step = Math.floor((await clock.now()).getTime() / STEP_MS);
    if (step <= this.lastStep) {
      step = this.lastStep + 1;
      await clock.setClock(new Date(step * STEP_MS));
    }
    this.lastStep = step;
    return generate({ secret: this.seed, epoch: (step * STEP_MS) / 1000 });
  }
}
