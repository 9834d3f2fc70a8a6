import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { dateIn } from '../../../rules/calendar';
import { counted } from '../../../rules/counted';
import { jsonIn } from '../../../rules/json-in';
import { settingsSchema } from '../../../rules/settings';
import { inShort } from '../../../rules/settings-in-short';
import { settingsOf } from '../../../stacks/config/credentials';
import { fine, notKnown, wrong, type Finding } from '../finding';
import { variableOf, type Looking } from './looking';

const page = 'docs/run.md#change-the-numbers';
const todo = 'pulumi up on the monitor’s stack';
/** A release is for the day on which many keys go on purpose. */
const LONGEST_RELEASE_DAYS = 7;
const DAY_MS = 86_400_000;

/** Whether it only rehearses, by which numbers it goes, and whether its circuit breaker is released. */
export function lookAtSettings(looking: Looking): readonly Finding[] {
  const id = looking.deployment.names.functionOf('monitor');
  if (!looking.functions.get('monitor')?.Environment?.Variables)
    return [notKnown({ what: 'dry-run', id }, 'the function’s environment could not be seen')];
  return [judgeDryRun(id, looking), ...judgeNumbers(id, looking)];
}

function judgeDryRun(id: string, looking: Looking): Finding {
  const subject = { what: 'dry-run', id };
  const { config, watched } = looking.deployment.declared?.plan ?? {};
  const isOn = variableOf(looking, 'KEYTURN_DRY_RUN') === 'true';
  const accounts = idsIn(variableOf(looking, 'KEYTURN_DRY_RUN_ACCOUNTS'));
  const said = (on: boolean) => (on ? 'on' : 'off');
  if (config && config.dryRun !== isOn)
    return wrong(subject, `it is ${said(isOn)}, and the stack’s file says ${said(config.dryRun)}`, {
      todo,
      page,
    });
  if (watched && !isDeepStrictEqual([...watched.dryRunAccountIds].sort(), [...accounts].sort()))
    return wrong(
      subject,
      `it is on in ${inWords(accounts)}, and the stack’s file says ${inWords(watched.dryRunAccountIds)} (keyturn:dryRunAccounts)`,
      { todo, page },
    );
  if (isOn) return fine(subject, 'on: the summary says what would be done, and nothing is done');
  return fine(subject, accounts.length > 0 ? `off, but in ${inWords(accounts)}` : 'off');
}

function idsIn(variable = '[]'): readonly string[] {
  const read = z.array(z.string()).safeParse(jsonIn(variable));
  return read.success ? read.data : [];
}

function inWords(ids: readonly string[]): string {
  return ids.length === 0 ? 'no account' : ids.join(', ');
}

function judgeNumbers(id: string, looking: Looking): readonly Finding[] {
  const { deployment, now } = looking;
  const deployed = settingsSchema.safeParse(jsonIn(variableOf(looking, 'KEYTURN_SETTINGS') ?? ''));
  const subject = { what: 'settings', id };
  if (!deployed.success)
    return [
      notKnown(subject, 'the deployed numbers can’t be read by this version', { todo, page }),
    ];
  const { config } = deployment.declared?.plan ?? {};
  const isSame =
    !config ||
    isDeepStrictEqual(inShort(settingsOf(config)).settings, inShort(deployed.data).settings);
  return [
    isSame
      ? fine(subject, config ? 'the numbers of the stack’s file' : 'there')
      : wrong(subject, 'the deployed numbers are others than the stack’s file says', {
          todo,
          page,
        }),
    judgeRelease(id, deployed.data, now),
  ];
}

function judgeRelease(
  id: string,
  { circuitBreaker, timeZone }: z.output<typeof settingsSchema>,
  now: Date,
): Finding {
  const subject = { what: 'circuit-breaker', id };
  const { releasedThrough: until, keys, percent } = circuitBreaker;
  const limit = `the larger of ${counted(keys, 'key')} and ${percent} % of an account’s`;
  if (until === undefined) return fine(subject, `holds at ${limit}`);
  const today = dateIn(timeZone, now);
  if (until < today)
    return fine(subject, `holds at ${limit}; its release ended on ${until} and may be taken out`);
  const days = Math.round((Date.parse(until) - Date.parse(today)) / DAY_MS);
  const found = `released through ${until}: until then no number of keys stops a run`;
  return days <= LONGEST_RELEASE_DAYS
    ? fine(subject, found)
    : wrong(subject, found, {
        todo: 'take circuitBreaker.releasedThrough out of keyturn:settings, or name a day of this week',
        page: 'docs/runbooks/keys-held-back.md',
      });
}
