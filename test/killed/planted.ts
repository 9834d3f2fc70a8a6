import type { PlantedBug } from './bundles';
import { ITS_END } from './killable-function';
import { COMMAND } from './moves/killable-command';
import type { Victim } from './reaper';

/** Bugs that only a dead process shows, each with the death that does and what must be noticed. */
export const plantedBugs: readonly {
  readonly name: string;
  readonly bug: PlantedBug;
  readonly victim: Victim;
  readonly noticed: RegExp;
  /** The days of the story in which it comes to that. */
  readonly days: readonly [from: number, to: number];
}[] = [
  {
    name: 'disables before it records',
    bug: {
      file: 'rules/disabling/states.ts',
      text: "planned: { act: 'ask-who', then: { named: whereNamed } }",
      instead: "planned: { act: 'switch-off', then: { done: 'unfinished' } }",
    },
    victim: {
      functionName: 'monitor',
      action: 'iam UpdateAccessKey',
      fate: 'answer is lost',
    },
    noticed: /was disabled 1 times, the team was told 0 times/,
    days: [86, 91],
  },
  {
    name: 'records before Slack has answered',
    bug: {
      file: 'functions/notify/tell-team.ts',
      text: '  const answer = await slack.post(teamChannel, ',
      instead:
        "  await record({ at: now(), channel: teamChannel, ts: '0' });\n  const answer = await slack.post(teamChannel, ",
    },
    victim: {
      functionName: 'notify',
      action: 'slack chat.postMessage to the channel',
      fate: 'never arrives',
    },
    noticed: /nobody has told the team/,
    days: [86, 91],
  },
  {
    name: 'does not look whether the owner was told',
    bug: {
      file: 'functions/notify/deliver.ts',
      text: 'state.owner ?? (await',
      instead: '(await',
    },
    victim: {
      functionName: 'notify',
      action: 'dynamodb UpdateItem',
      fate: 'answer is heard',
    },
    noticed: /told 2 times/,
    days: [86, 91],
  },
  {
    name: 'says that a press is taken before it is in the queue',
    bug: {
      file: 'functions/slack-in/answer.ts',
      text: 'for (const action of actions) await queue.put(action, signal);',
      instead:
        'for (const action of actions) setTimeout(() => void queue.put(action, signal), 50);',
    },
    victim: { functionName: 'slack-in', action: ITS_END, fate: 'answer is heard' },
    noticed: /Slack was told that it is taken, and it is not in the queue/,
    days: [86, 87],
  },
  {
    name: 'has a press deleted from the queue before it is done',
    bug: {
      file: 'functions/act/act.ts',
      text: 'await perform(readAction(record.body), doers);',
      instead: 'setTimeout(() => void perform(readAction(record.body), doers), 50);',
    },
    victim: { functionName: 'act', action: ITS_END, fate: 'answer is heard' },
    noticed: /alice pressed 1 times, and was answered 0 times/,
    days: [86, 87],
  },
  {
    name: 'records that somebody is answered before Slack has said so',
    bug: {
      file: 'functions/notify/tell-answer.ts',
      text: 'const told = await postToPresser(answer, ports);',
      instead:
        "const place = { at: ports.now(), channel: answer.to.channel, ts: '0' };\n  await ports.deliveries.recordOwner(accountId, id, plannedAt, place);\n  const told = await postToPresser(answer, ports);",
    },
    victim: {
      functionName: 'notify',
      action: 'slack chat.postMessage in their conversation',
      fate: 'never arrives',
    },
    noticed: /alice pressed 1 times, and was answered 0 times/,
    days: [86, 87],
  },
  {
    name: 'does not look again before it does what a dead process has begun',
    bug: {
      file: 'functions/acting/disable.ts',
      text: 'const verdict = stillDue(credential, found, dueBy, settings, now, waysIn(notice));',
      instead:
        "const verdict = { ...stillDue(credential, found, dueBy, settings, now, waysIn(notice)), is: 'due' as const };",
    },
    victim: { functionName: 'act', action: 'iam UpdateAccessKey', fate: 'answer is lost' },
    noticed: /was switched off when it was off/,
    days: [88, 88],
  },
  {
    name: 'takes whoever presses for a responder',
    bug: {
      file: 'rules/presses/checks.ts',
      text: 'return responders.includes(press.by.id);',
      instead: 'return responders.length > 0 && press.by.id.length > 0;',
    },
    victim: { functionName: 'act', action: 'iam UpdateAccessKey', fate: 'answer is heard' },
    noticed: /hugo's key …\w{4} was disabled on 2026-03-30, at 0 days: it was not due/,
    days: [88, 88],
  },
  {
    name: 'asks of a key under another id each time',
    bug: {
      file: 'functions/act/ask-owner.ts',
      text: 'const { now } = deliveryOf(notice);',
      instead:
        'const { now } = deliveryOf({ ...notice, id: `${notice.id}/${new Date().getTime()}` });',
    },
    victim: { functionName: 'act', action: 'sqs SendMessageBatch', fate: 'answer is lost' },
    noticed: /told \d times: U0\w+: question/,
    days: [88, 88],
  },
  {
    name: 'writes of a move until when it has asked before it writes whose it is, which nobody can read then',
    bug: {
      file: 'functions/adapters/ledger/ledger.ts',
      text: '    if (!(await this.#table.update(accountId, item, seen(move)))) return;',
      instead:
        '    for (const change of seenBesides(move)) await this.#table.update(accountId, item, change);\n    if (!(await this.#table.update(accountId, item, seen(move)))) return;',
    },
    victim: {
      functionName: 'monitor',
      action: 'dynamodb UpdateItem',
      fate: 'answer is heard',
      says: /askedUntil/,
    },
    noticed: /judy: nobody has told them of the way that is open to them/,
    days: [75, 75],
  },
  {
    name: 'closes `key` by force before anybody has put their name to it',
    bug: {
      file: 'cli/move/run-move-step.ts',
      text: 'if (next.isForced) await force(asked, person);',
      instead: 'if (next.isForced) setTimeout(() => void force(asked, person), 50);',
    },
    victim: { functionName: COMMAND, action: 'dynamodb UpdateItem', fate: 'never arrives' },
    noticed: /kim: key is closed by force, and nobody has put their name to it/,
    days: [80, 80],
  },
  {
    name: 'makes room for engineers.yaml before it writes it',
    bug: {
      file: 'cli/engineers-file/on-disk.ts',
      text: '      renameSync(partial, target);',
      instead: "      writeFileSync(target, '');\n      renameSync(partial, target);",
    },
    victim: { functionName: COMMAND, action: 'file renameSync', fate: 'never arrives' },
    noticed: /kim: engineers\.yaml is neither as it was nor as it is to be/,
    days: [80, 80],
  },
];
