import { isConsoleUser } from '../../rules/console-users';
import { longestCredentialAgeDays } from '../../rules/credential-services';
import type { NoticeOf } from '../../rules/notices';
import type { Block, SlackMessage } from '../slack-message';
import { fields, section } from './blocks';
import { howToTakeAway, insteadOf, nounOf } from './credential-words';
import { plain } from './data';
import { dayOf } from './dates';
import { accountText, makerFields, personText, personTitle, shortId, type Field } from './facts';
import { code, command, mrkdwn } from './mrkdwn';
import type { UserMessage } from './user-message';
import {
  findOutWhatLetThem,
  howDone,
  isRoots,
  newsLine,
  newsMessage,
  type HowDone,
} from './who-made';

type Created = NoticeOf<'credential-created'>;

/** Another credential than an access key, for the team: who made it, and at once that it never ends. */
export const credentialCreated: UserMessage<'credential-created'> = {
  render,
  inDigest: {
    one: 'credential of another kind was made',
    many: 'credentials of other kinds were made',
    isAlarming: (notice) => signOf(notice).sign === '🚨',
    line: (where, notice) => {
      const what = mrkdwn`${nounOf(notice)} ${code(shortId(notice.credential.id))} ${verbs[notice.how]}`;
      return newsLine(where, what, signOf(notice), notice.maker);
    },
  },
};

const verbs: Readonly<Record<Created['how'], string>> = {
  created: 'was made',
  reset: 'was given another secret',
  enabled: 'was enabled again',
};

function render(notice: Created): SlackMessage {
  const { account, credential, maker, owner } = notice;
  return newsMessage(notice, titleOf(notice), signOf(notice), [
    ...whatToDo(notice),
    ...(notice.neverEnds ? [howToEndIt(notice)] : []),
    fields([
      ['Owner', personText(owner)],
      ['Account', accountText(account)],
      ['Credential', mrkdwn`${nounOf(notice)} ${code(shortId(credential.id))}`],
      ...endField(notice),
      ...makerFields(maker),
    ]),
  ]);
}

function titleOf(notice: Created): string {
  const { credential, how, owner } = notice;
  const what = `${plain(nounOf(notice), 60)} ${shortId(credential.id)}`;
  return how === 'created'
    ? `New ${what} for ${personTitle(owner)}`
    : `The ${what} of ${personTitle(owner)} ${verbs[how]}`;
}

function signOf(notice: Created): HowDone {
  const done = howDone(notice, notice.how === 'created' ? 'made ' : '');
  const isConsoles = isConsoleUser(notice.owner.userName);
  // Nobody is such a user: whoever asked the console for the key is its maker.
  const { sign, how } = isConsoles
    ? ({ sign: '⚠️', how: 'a console made its user' } as const)
    : done;
  if (!notice.neverEnds) return { sign, how };
  return { sign: sign === '' ? '⚠️' : sign, how: `${how}, and it never ends` };
}

function endField({ endsAt, neverEnds }: Created): readonly Field[] {
  if (endsAt === undefined) return neverEnds ? [['Ends', mrkdwn`never`]] : [];
  return [['Ends', mrkdwn`${dayOf(endsAt)}${neverEnds ? ': as good as never' : ''}`]];
}

function whatToDo(notice: Created): readonly Block[] {
  const { credential, maker, owner } = notice;
  if (isRoots(notice))
    return [
      section(
        mrkdwn`*What to do:* find out who signed in as root. Then delete it, in the console as root: Security credentials.`,
      ),
    ];
  if (isConsoleUser(owner.userName))
    return [
      section(
        mrkdwn`*What to do:* ask whoever made it what it is for. Its user is one that a console of AWS made for it; the message about that user says what to do with it.`,
      ),
    ];
  if (!maker.isOwner)
    return [
      section(
        mrkdwn`*What to do:* ask its owner and its maker now. If either knows nothing of it, take it away. This shows its whole id:`,
        ...howToTakeAway(credential.kind, owner),
      ),
    ];
  if (maker.mfa === false) return [section(findOutWhatLetThem)];
  return notice.neverEnds ? [] : [section(mrkdwn`✅ Nothing to do here.`)];
}

/** Two credentials of a service may stand beside each other, so the next is there before this one goes. */
function howToEndIt({ owner, service = '' }: Created): Block {
  const instead = insteadOf(service);
  if (instead)
    return section(
      mrkdwn`*It never ends:* AWS documents no end for such passwords. With a role's credentials ${instead}.`,
    );
  return section(
    mrkdwn`*It never ends,* and is anybody's who finds it. Make one that does, and then delete this one:`,
    command(
      ...['aws', 'iam', 'create-service-specific-credential', '--user-name', owner.userName],
      ...['--service-name', service, '--credential-age-days', String(longestCredentialAgeDays)],
    ),
  );
}
