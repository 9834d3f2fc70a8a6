import type { Caller } from '../../aws/caller';
import { findCaller } from '../../aws/caller';
import type { Progress } from '../../progress';
import { terminalAsker } from '../../rotate/ask';
import { asked, fine, notKnown, wrong, type Finding } from '../finding';
import type { Looking } from '../looks/looking';
import type { DoctorOptions } from '../options';
import { Announcement, lookAtMessage } from './announcement';
import { CanaryUser } from './canary-user';
import { withKey } from './with-key';
import { inTime, waitFor, type Waited } from './wait-for';
import { whyRefused } from './why-refused';

const page = 'docs/doctor.md#the-canary';
const STANDARD_WAIT_MINUTES = 15;
const MINUTE_MS = 60_000;

/** Who it is, where, and for how long is waited. */
interface Canary {
  readonly user: CanaryUser;
  readonly accountId: string;
  readonly minutes: number;
}

/**
 * The whole way for real: a key is made and deleted, and its announcement waited for. Not before it was confirmed.
 * @param watched the accounts that the monitor watches, as far as they are known
 * @throws CliError where there are no credentials of the user's account
 */
export async function tryCanary(
  looking: Looking,
  watched: readonly string[] | undefined,
  options: DoctorOptions & { readonly canary: string },
  progress: Progress,
): Promise<readonly Finding[]> {
  const { profile, canaryProfile, canary: name, wait = STANDARD_WAIT_MINUTES } = options;
  const own = looking.deployment.caller;
  const caller =
    canaryProfile === undefined
      ? own
      : await findCaller({
          profile: canaryProfile,
          region: own.client.region,
          profileOption: '--canary-profile',
        });
  const { accountId } = caller;
  const canary = { user: new CanaryUser(caller, name), accountId, minutes: wait };
  const subject = { what: 'canary-user', id: name };
  return asked(caller, subject, 'iam:GetUser', async () => {
    const why = await whyNot(canary, caller, watched);
    if (why !== undefined)
      return [
        wrong(subject, `no key was made in account ${accountId}: ${why}`, {
          todo: 'name an IAM user with the tag type=machine that has nothing else: no group, no policy, no password, no enabled key',
          page,
        }),
      ];
    progress.stop();
    const no = await refusal(canary, looking, options.yes ?? false);
    if (no)
      return [notKnown(subject, no.found, no.todo === undefined ? {} : { todo: no.todo, page })];
    return [
      fine(subject, `in account ${accountId}, has nothing that a key could be used for`),
      ...(await makeAndWait(canary, looking, profile)),
    ];
  });
}

async function whyNot(
  { user, accountId }: Canary,
  { partition }: Caller,
  watched: readonly string[] | undefined,
): Promise<string | undefined> {
  if (watched && !watched.includes(accountId))
    return `the monitor does not watch this account (${partition}): nothing of it is announced`;
  const facts = await user.facts();
  return facts ? whyRefused(facts) : 'there is no IAM user of that name';
}

/** Undefined where it may be done. */
async function refusal(
  { user, accountId, minutes }: Canary,
  { functions }: Looking,
  yes: boolean,
): Promise<{ readonly found: string; readonly todo?: string } | undefined> {
  const channel =
    functions.get('notify')?.Environment?.Variables?.['KEYTURN_TEAM_CHANNEL'] ??
    'the team’s channel';
  const would = `make an access key of ${user.name} in account ${accountId}, delete it at once, and wait up to ${minutes} min for its announcement in the ledger and in ${channel}, where people will read it`;
  if (!yes && !process.stdin.isTTY)
    return {
      found: `a dry run: it would ${would}. Nothing was made`,
      todo: 'say --yes, or run it in a terminal, where you are asked',
    };
  const isWanted = await terminalAsker(yes).confirm(`This is to ${would}. Go on?`);
  return isWanted ? undefined : { found: 'nothing was made: the answer was no' };
}

async function makeAndWait(
  { user, accountId, minutes }: Canary,
  looking: Looking,
  profile: string | undefined,
): Promise<readonly Finding[]> {
  const made = await withKey(user, accountId);
  if (!made.key) return made.findings;
  const { key, since, stop } = made;
  const told: Finding[] = [];
  try {
    const announcement = new Announcement(looking, accountId, key.id);
    const until = { since, untilMs: minutes * MINUTE_MS, signal: stop.signal };
    const known = await waitFor(() => announcement.isKnown(), until);
    told.push(judgeKnown(user.name, known, minutes, stop.signal.aborted));
    if (known) {
      const message = await waitFor(() => announcement.told(), until);
      told.push(judgeTold(user.name, message, minutes, stop.signal.aborted));
      if (message) told.push(await lookAtMessage(looking, message.value, profile));
    }
  } finally {
    stop.end();
  }
  return [...made.findings, ...told];
}

function judgeKnown(
  id: string,
  known: Waited<true> | undefined,
  minutes: number,
  isStopped: boolean,
): Finding {
  const subject = { what: 'canary-announced', id };
  if (known) return fine(subject, `in the ledger after ${inTime(known.afterMs)}`);
  if (isStopped) return interrupted(subject);
  return wrong(subject, `nothing of it was in the ledger after ${minutes} min`, {
    todo: 'look at the trail, the rules and the functions key-events and notify above; CloudTrail may take longer than that: the announcement may still come',
    page,
  });
}

function judgeTold(
  id: string,
  message: Waited<{ readonly channel: string }> | undefined,
  minutes: number,
  isStopped: boolean,
): Finding {
  const subject = { what: 'canary-told', id };
  if (message)
    return fine(
      subject,
      `Slack took it for ${message.value.channel} after ${inTime(message.afterMs)}`,
    );
  if (isStopped) return interrupted(subject);
  return wrong(subject, `the ledger knows of it, and it was not told within ${minutes} min`, {
    todo: 'look at the function notify and its log',
    page: 'docs/runbooks/notify-errors.md',
  });
}

function interrupted(subject: { readonly what: string; readonly id: string }): Finding {
  return notKnown(subject, 'it was not waited for: you broke it off', {
    todo: 'run it again',
    page,
  });
}
