import { heldAtTheEnd } from './held-at-the-end';
import { play } from './play';
import { promisesKept } from './promises-kept';
import { refusedProgram, showRefusals } from './refused-program';
import { story } from './story';
import type { Tale } from './tale';
import { worldOf } from './world';

/** Keys that get old, and what becomes of them. */
export const firstTale: Tale = {
  heading: 'A hundred days, one run a day',
  async meanwhile(narrator) {
    narrator.heading('A program that the policy pack refuses');
    showRefusals(narrator, await refusedProgram());
  },
  async play({ company }, audience) {
    const world = await worldOf(company);
    await play(company, story, world, audience);
    return promisesKept(await heldAtTheEnd(company, world));
  },
};
