import { play } from '../play';
import type { Tale } from '../tale';
import { buildCommand } from './command';
import { heldAfterMoves } from './held';
import { promisesOfMoves } from './promises-kept';
import { firstDay, story } from './story';
import { moveWorldOf } from './world';

/** Everybody leaves their keys. */
export const moveTale: Tale = {
  heading: 'The second hundred days: six engineers leave their access keys',
  deployedOn: firstDay - 1,
  meanwhile: buildCommand,
  async play(deployed, audience) {
    const { company } = deployed;
    const world = await moveWorldOf(deployed);
    try {
      await play(company, story, world, audience);
      return promisesOfMoves(await heldAfterMoves(company, world));
    } finally {
      world.team.leave();
    }
  },
};
