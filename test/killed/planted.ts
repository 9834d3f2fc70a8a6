import type { PlantedBug } from './bundles';
import type { Kill } from './killable-function';

/** Bugs that only a dead process shows, each with the death that does and what must be noticed. */
export const plantedBugs: readonly {
  readonly name: string;
  readonly bug: PlantedBug;
  readonly victim: Omit<Kill, 'unrecorded'>;
  readonly noticed: RegExp;
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
  },
  {
    name: 'records before Slack has answered',
    bug: {
      file: 'functions/notify/tell-team.ts',
      text: '  const answer = await slack.post(\n    teamChannel,',
      instead:
        "  await record({ at: now(), channel: teamChannel, ts: '0' });\n  const answer = await slack.post(\n    teamChannel,",
    },
    victim: {
      functionName: 'notify',
      action: 'slack chat.postMessage to the channel',
      fate: 'never arrives',
    },
    noticed: /nobody has told the team/,
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
  },
];
