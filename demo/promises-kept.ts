import { engineerNames, type slackIds } from './cast';
import type { Check } from './check';
import { daysTold, type Held } from './held-at-the-end';

const reminder = /Rotate your AWS key/;
const disabled = /Your AWS key .* is disabled/;
const question = /A new AWS key .* was made for you/;
const thanks = /Thank you\. The team sees that you made/;

/** What the story promises, chapter by chapter, against what AWS and Slack hold. */
export function promisesKept(held: Held): readonly Check[] {
  const told = (who: keyof typeof slackIds, fits: RegExp) => daysTold(held, who, fits);
  const team = (fits: RegExp) => daysTold(held, 'infrastructure', fits);
  return [
    {
      what: 'Alice rotated in time, with the calls of aws-vault rotate: never reminded, one enabled key',
      found: [told('alice', reminder), held.keys['alice']],
      expected: [[], ["alice's second: Active"]],
    },
    {
      what: 'Bob rotated at the second reminder, with keyturn rotate; Slack told him at once that it is done',
      found: [
        told('bob', reminder),
        told('bob', disabled),
        told('bob', /Done: .* is deleted\. Nothing is left to do/),
        held.keys['bob'],
      ],
      expected: [[76, 81], [], [81], ["bob's second: Active"]],
    },
    {
      what: "Bob had seen in the app's home on which day his key stops",
      found: held.homes.bob,
      expected: ['Your AWS keys', "Rotate your AWS key (bob's first) before Monday, 5 April 2027"],
    },
    {
      what: 'Carol was reminded at 76 and 81, and a day late at 86, since that run was missed',
      found: told('carol', reminder),
      expected: [76, 81, 87],
    },
    {
      what: 'Carol was disabled on day 91, told how to come back, and came back',
      found: [
        told('carol', disabled),
        told('carol', /aws configure --profile/),
        held.keys['carol'],
      ],
      expected: [[91], [91], ["carol's second: Active"]],
    },
    {
      what: 'the channel stood in for Dan, whose Slack account is deactivated',
      found: [
        told('dan', reminder),
        team(/Dan Davis[^]*Not told:[^]*account_inactive/),
        held.keys['dan'],
      ],
      // Of the reminder, and twice of the question about his new key.
      expected: [[], [76, 79, 81], ["dan's second: Active"]],
    },
    {
      what: 'Erin was told of her second key at once, and her older one was disabled 2 days after',
      found: [told('erin', /Finish rotating/), told('erin', disabled), held.keys['erin']],
      expected: [[31], [33], ["erin's first: Inactive", "erin's second: Active"]],
    },
    {
      what: 'everybody was asked whose each new key of theirs was, and thanked who said that it was them',
      found: engineerNames.map((name) => [name, told(name, question), told(name, thanks)]),
      expected: [
        ['alice', [0, 70], [0, 70]],
        ['bob', [0, 81], [0, 81]],
        ['carol', [0, 92, 94], [0, 94]],
        ['dan', [0], [0]],
        ['erin', [0, 30], [0, 30]],
        ['frank', [0, 40, 85], [0, 85]],
      ],
    },
    {
      what: 'the team saw what they said; Carol, asked twice, was named in the summary until she did',
      found: [
        team(/its owner, said on [^]*that it was them/),
        team(/whose these new keys are[^]*of carol: asked on/),
      ],
      expected: [[0, 0, 0, 0, 0, 0, 30, 70, 81, 85, 92], [94]],
    },
    {
      what: 'the key that somebody else made for Frank was flagged the same night',
      found: [team(/🚨 New AWS key .* Frank|🚨 New AWS key .* frank/), held.keys['frank']],
      expected: [[40], ["frank's second: Active"]],
    },
    {
      what: 'Frank said that it was not him: he was told that it is off, and the team what to do now',
      found: [
        told('frank', /AWS key .* is disabled\. You said that it was not you who made it/),
        told('frank', /✅ Disabled: the AWS key/),
        team(/<@U0FRANK0001>, its owner, said that it was not theirs[^]*🚨[^]*What to do now/),
        team(/New AWS key[^]*<@U0FRANK0001>, its owner, said on 13 February[^]*not them/),
      ],
      expected: [[40], [40], [40], [40]],
    },
    {
      what: "the machine's old key was told to its channel at 76, 81, 86, 91 days, and not touched",
      found: [told('deployers', /machine user/), held.keys['ci-deployer']],
      expected: [[17, 22, 27, 32], ["ci-deployer's: Active"]],
    },
    {
      what: 'only three keys were ever switched: two on their day, and the one within a minute of the press',
      found: held.switched,
      expected: [
        "erin's first Inactive on day 33 at 09:00 by keyturn-audit/keyturn-monitor",
        "the intruder's Inactive on day 40 at 08:21 by keyturn-audit/keyturn-act",
        "carol's first Inactive on day 91 at 09:00 by keyturn-audit/keyturn-monitor",
      ],
    },
    {
      what: 'the account that could not be read was reported as unread on that day only',
      found: team(/could not be read/),
      expected: [20],
    },
    {
      what: "every new key was announced in the team's channel, on the day it was made",
      found: team(/New AWS key/),
      expected: [-60, 0, 0, 0, 0, 0, 0, 30, 40, 70, 79, 81, 85, 92],
    },
    {
      what: 'nobody was told anything twice, and nothing is left in the queue',
      found: [held.twice, held.backlog],
      expected: [[], 0],
    },
    {
      what: "nobody was shown another's key in private, nor the team's summary",
      found: [
        held.ofOthers,
        engineerNames.flatMap((name) => told(name, /Keyturn on/).map((day) => [name, day])),
      ],
      expected: [[], []],
    },
  ];
}
