import FakeTimers from '@sinonjs/fake-timers';
import fc from 'fast-check';
import { boltVerdicts, installBolt } from './bolt';
import { cases } from './cases';
import { ourVerdict } from './ours';
import { eventOf, home, inForm, now, press, secret, seconds, type UrlEvent } from './requests';

const RANDOM = 2000;

/**
 * `npm run test:bolt`: the same requests to Bolt's receiver and to `slack-in`. Where they differ, it is known why.
 * With `--needed` a Bolt that can't be installed is a failure.
 */
async function main(): Promise<void> {
  const problem = installBolt();
  if (problem !== undefined) {
    const isNeeded = process.argv.includes('--needed');
    console.log(`${isNeeded ? 'failed' : 'skipped'}: Bolt could not be installed: ${problem}`);
    if (isNeeded) process.exitCode = 1;
    return;
  }
  const boltVerdict = await boltVerdicts();
  // Bolt asks the clock itself.
  const clock = FakeTimers.install({ now, toFake: ['Date'] });
  try {
    const wrong: string[] = [];
    for (const { what, event, bolt, ours } of cases) {
      const found = [await boltVerdict(event), await ourVerdict(event)].join(', ');
      const expected = [bolt, ours].join(', ');
      if (found !== expected)
        wrong.push(`${what}: expected (Bolt, ours) ${expected}; found ${found}`);
    }
    for (const each of wrong) console.log(each);
    const taken = await random(boltVerdict);
    const known = cases.filter(({ because }) => because !== undefined).length;
    console.log(
      `${cases.length} requests, of which ${known} are known to differ, ${wrong.length} are otherwise than expected; ` +
        `and ${RANDOM} random ones, of which both took ${taken}`,
    );
    if (wrong.length > 0 || taken === 0 || taken === RANDOM) process.exitCode = 1;
  } finally {
    clock.uninstall();
  }
}

/** Requests that are right, or wrong in something of which both have an opinion. @returns how many both took */
async function random(boltVerdict: (event: UrlEvent) => Promise<string>): Promise<number> {
  let taken = 0;
  const request = fc.record({
    isPress: fc.boolean(),
    isBase64: fc.boolean(),
    secret: fc.oneof(
      { weight: 8, arbitrary: fc.constant(secret) },
      fc.string({ minLength: 1, maxLength: 40 }),
    ),
    late: fc.oneof({ weight: 4, arbitrary: fc.nat(300) }, fc.integer({ min: -300, max: 900 })),
    // Base64 of other letters is known to differ.
    more: fc.string(),
    flip: fc.option(fc.nat(), { freq: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ isPress, isBase64, late, more, flip, ...signed }) => {
      const body = isPress ? inForm({ ...press, more }) : JSON.stringify({ ...home, more });
      const type = isPress ? undefined : 'application/json';
      const sent = flip === null ? body : flipped(body, flip);
      const event = eventOf({
        body,
        sent,
        type,
        isBase64,
        timestamp: String(seconds - late),
        ...signed,
      });
      const [bolt, ours] = [await boltVerdict(event), await ourVerdict(event)];
      if (bolt !== ours) throw new Error(`Bolt ${bolt} it, slack-in ${ours} it`);
      if (ours === 'takes') taken++;
    }),
    { numRuns: RANDOM },
  );
  return taken;
}

/** With another sign in one place; still ASCII. */
function flipped(body: string, at: number): string {
  const index = at % body.length;
  return body.slice(0, index) + (body[index] === 'a' ? 'b' : 'a') + body.slice(index + 1);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
