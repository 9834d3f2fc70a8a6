import { accessKeyRef } from '../../rules/credentials/credential';
import type { OwnerNow } from '../../rules/disabling/still-due';
import type { AccountLedger, NoticeRecord } from '../../rules/ledger';
import { noticeId, type UserNotice } from '../../rules/notices';
import { personOf } from '../../rules/plan/context';
import { answerOf } from '../../rules/presses/answer-of';
import type { PressFacts, PressReason } from '../../rules/presses/facts';
import { isDeactivated } from '../../rules/presses/is-deactivated';
import { isAnswerOf, judge, whyNotAsked, type Judgement } from '../../rules/presses/judge';
import { ownKeys } from '../../rules/presses/disowned';
import { look } from '../../rules/presses/look';
import type { Press } from '../../rules/presses/press';
import { pressAnswerId, type PressAnswer } from '../../rules/presses/press-answer';
import { begunUnder } from '../../rules/presses/to-disabling';
import { readTags, type UserTags } from '../../rules/read-tags';
import { AccountError } from '../account-error';
import { knownAccount } from '../accounts-setting';
import type { About, Acting, Pressing } from './acting';
import { disablePressed } from './disable-pressed';
import { showAnswer } from './show-answer';

type Answering = { readonly ports: Pick<Acting['ports'], 'queue' | 'answers'> };
type Told = Pick<PressAnswer, 'outcome' | 'code' | 'text' | 'who' | 'tellsTeam' | 'looked'>;

/**
 * Does what was pressed, once: a press that is delivered again finds it done, or goes on where a process died. What the
 * button says is looked up in the ledger first; of nothing that is not there AWS is asked.
 * @throws what the ledger or the queue throws, and where nobody knows whether a key is off: it is to be delivered again
 */
export async function actOnPress(pressing: Pressing, press: Press): Promise<void> {
  if (!knownAccount(pressing.accounts, press.on.account)) {
    pressing.log.error('A press was refused: not one of the accounts', {
      account: press.on.account,
    });
    return answer(pressing, press, undefined, said(unknown));
  }
  const ledger = await pressing.ports.ledger.load(press.on.account);
  const record = ledger.notices.get(press.on.notice);
  const why = whyNotAsked({
    press,
    notice: record,
    responders: pressing.responders,
    isDeactivated: isDeactivated(ledger, press.by.id),
  });
  if (why ?? !record?.notice) return answer(pressing, press, undefined, said(why ?? unknown));
  const notice = asNamedNow(record.notice, ledger, press);
  if (isDone(ledger, press)) {
    await show(pressing, { press, notice, ledger });
    return answer(pressing, press, notice, done);
  }
  const session = pressing.inSession(notice.owner.userName);
  const acting = { ...pressing, ports: { ...pressing.ports, ...session } };
  let found: OwnerNow | undefined;
  try {
    const { userName } = notice.owner;
    const { id } = press.on.credential;
    found = await acting.ports.iam.readAgain(notice.account, userName, 'access-key', id);
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    acting.log.error('A press could not be judged', {
      accountId: notice.account.id,
      reason: error.message,
    });
    return answer(acting, press, notice, notJudged(press, error));
  }
  const tags = found && readTags(found.tags, found.readAt ?? new Date(press.at), acting.settings);
  const owner = tags ? personOf({ user: { name: notice.owner.userName }, tags }) : notice.owner;
  const lookedAt = found?.readAt;
  const about = { press, notice, owner, ledger, keys: found?.keys ?? [], lookedAt };
  const judgement = judge(factsOf(acting, about, record, tags));
  acting.log.info('A press was judged', {
    accountId: notice.account.id,
    button: press.button,
    do: judgement.do,
    code: judgement.why.code,
  });
  return carryOut(acting, about, judgement);
}

/**
 * With its owner's name as the last run found it at their key: they may be renamed since, and whoever called IAM may have
 * written it in another case, in which it is nobody's whom the session is held to.
 */
function asNamedNow(notice: UserNotice, { credentials }: AccountLedger, press: Press): UserNotice {
  const { userName = notice.owner.userName } = credentials.get(press.on.credential.id) ?? {};
  return { ...notice, owner: { ...notice.owner, userName } };
}

/** It was done by an earlier delivery, which died before it could say so, whatever became of the key since. */
function isDone({ notices, credentials }: AccountLedger, press: Press): boolean {
  const { id } = press.on.credential;
  const deed = notices.get(noticeId.keyReported(id, press.id));
  const { disabling, disabledAt } = credentials.get(id) ?? {};
  return (
    deed?.notice !== undefined &&
    deed.withdrawn === undefined &&
    !disabling &&
    disabledAt !== undefined &&
    disabledAt >= new Date(press.at)
  );
}

const done: Told = { outcome: 'disabled', code: 'disabled', text: 'disabled', tellsTeam: false };
const unknown: PressReason = { code: 'unknown-notice', text: 'Keyturn knows no such message' };

function factsOf(
  { responders, dryRun, dryRunAccounts }: Acting,
  { press, ledger, keys, notice: { account } }: About,
  notice: NoticeRecord | undefined,
  tags: UserTags | undefined,
): PressFacts {
  const { id } = press.on.credential;
  return {
    press,
    notice,
    answer: answerOf(ledger, id),
    record: ledger.credentials.get(id),
    isOfNewerVersion: ledger.newer?.credentials.has(id) === true,
    owner: tags && { type: tags.type, slackId: tags.slackId },
    key: keys.find((each) => each.id === id),
    responders,
    isUnfinishedReport: begunUnder(ledger, id)?.cause === 'reported',
    isDryRun: dryRun || dryRunAccounts.has(account.id),
    isDeactivated: isDeactivated(ledger, press.by.id),
  };
}

async function carryOut(acting: Acting, about: About, judgement: Judgement): Promise<void> {
  const { press, notice, keys } = about;
  const { why } = judgement;
  switch (judgement.do) {
    case 'say':
      return answer(acting, press, notice, said(why));
    case 'tell-team':
      return answer(acting, press, notice, { ...said(why), outcome: 'recorded', tellsTeam: true });
    case 'look': {
      const { id } = press.on.credential;
      const looked = look(ownKeys(about.ledger, keys, id), id);
      return answer(acting, press, notice, { ...said(why), outcome: 'looked', looked });
    }
    case 'record-answer': {
      await record(acting, about, judgement.answer);
      await show(acting, about);
      // A key in other hands is the team's to look after, also where it is off or gone by now.
      const tellsTeam = judgement.answer === 'not-mine' && !isKnown(about, why);
      return answer(acting, press, notice, { ...said(why), outcome: 'recorded', tellsTeam });
    }
    case 'disable': {
      if (judgement.answer) await record(acting, about, judgement.answer);
      const end = await disablePressed(acting, about, judgement.as);
      // After the key, which waits for nothing.
      await show(acting, about);
      await answer(acting, press, notice, {
        outcome: end.is === 'disabled' ? 'disabled' : 'failed',
        code: end.is,
        text: end.is === 'disabled' ? why.text : end.text,
        tellsTeam: end.is !== 'disabled',
      });
      if (end.is === 'unclear') throw new Error(`a press is to be delivered again: ${end.text}`);
    }
  }
}

/** That it is over was told with, or after, what they said before: whoever presses twice has no more news. */
function isKnown({ press, ledger }: About, { code }: PressReason): boolean {
  const before = answerOf(ledger, press.on.credential.id);
  const isSaid = before?.said === 'not-mine' && !isAnswerOf(press, before);
  return isSaid && (code === 'off' || code === 'gone');
}

async function record(acting: Acting, { press, notice }: About, answer: 'mine' | 'not-mine') {
  const given = { said: answer, by: press.by.id, at: new Date(press.at) };
  await acting.ports.ledger.recordAnswer(notice.account.id, notice.id, given);
}

/** Where the press says whose the key is. */
async function show({ ports }: Answering, about: Pick<About, 'press' | 'notice' | 'ledger'>) {
  const { button } = about.press;
  if (button === 'mine' || button === 'not-mine') await showAnswer(ports.queue, about, button);
}

function said({ code, text, who }: PressReason): Told {
  return { outcome: 'nothing', code, text, ...(who && { who: [...who] }), tellsTeam: false };
}

/** AWS can't be asked: the team must know of a key that was reported, and the presser that nothing was done. */
function notJudged({ button }: Press, { message }: AccountError): Told {
  const tellsTeam = button === 'not-mine' || button === 'disable-now';
  return { outcome: 'failed', code: 'not-read', text: message, tellsTeam };
}

async function answer(
  { ports }: Answering,
  press: Press,
  notice: UserNotice | undefined,
  told: Told,
): Promise<void> {
  const { channel, ts } = press.message;
  const about = notice && {
    account: notice.account,
    userName: notice.owner.userName,
    ...(notice.owner.rotateWith && { rotateWith: notice.owner.rotateWith }),
    keyId: accessKeyRef(press.on.credential.id).id,
    noticeId: notice.id,
  };
  await ports.answers.put({
    kind: 'press-answer',
    id: pressAnswerId(press.id),
    plannedAt: press.at,
    to: { slackId: press.by.id, channel, ts },
    button: press.button,
    ...(about && { about }),
    ...told,
  });
}
