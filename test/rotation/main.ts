import { parseArgs } from 'node:util';
import { startMoto } from '../../emulation/moto/start';
import { Keyturn } from '../../cli/testing/keyturn';
import { Dice } from '../killed/dice';
import { Switchboard } from '../killed/switchboard';
import { play } from './play';

/** `npm run test:rotation -- --kills N --seed S`: rotations, until N processes of the command were killed in them. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
    },
  });
  const most = Number(values.kills);
  const keyturn = await Keyturn.build();
  const moto = await startMoto();
  const switchboard = await Switchboard.start({ aws: moto.url, slack: moto.url });
  const kills: string[] = [];
  let [stories, runs] = [0, 0];
  try {
    while (kills.length < most && process.exitCode === undefined) {
      const played = await play(moto, switchboard, {
        command: keyturn.file,
        home: keyturn.folder,
        dice: new Dice(`${values.seed}/${stories}`),
        most: most - kills.length,
      });
      stories += 1;
      runs += played.runs;
      kills.push(...played.kills);
      console.log(`rotation ${stories}: ${played.kills.length} kills`);
      if (played.broken.length === 0) continue;
      process.exitCode = 1;
      console.log(['A promise is broken:', ...played.broken].join('\n'));
    }
  } finally {
    await switchboard.stop();
    await moto.stop();
    keyturn.remove();
  }
  const counts = new Map<string, number>();
  for (const at of kills) counts.set(at, (counts.get(at) ?? 0) + 1);
  for (const [at, count] of counts) console.log(`${String(count).padStart(4)}  ${at}`);
  console.log(
    `${kills.length} kills in ${stories} rotations and ${runs} runs (seed ${values.seed})`,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 2;
});
