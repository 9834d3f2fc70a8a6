import { isDeepStrictEqual } from 'node:util';
import type { slackIds } from './cast';
import { daysTold, messageText, type Held } from './held-at-the-end';

/** One thing that must be true when the story is over. */
export interface Check {
  readonly what: string;
  readonly found: unknown;
  readonly expected: unknown;
}

export function holds({ found, expected }: Check): boolean {
  return isDeepStrictEqual(found, expected);
}

const reminder = /Rotate your AWS key/;
const disabled = /Your AWS key .* is disabled/;

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
      what: 'Bob rotated at the second reminder, with keyturn rotate',
      found: [told('bob', reminder), told('bob', disabled), held.keys['bob']],
      expected: [[76, 81], [], ["bob's second: Active"]],
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
      expected: [[], [76], ["dan's second: Active"]],
    },
    {
      what: 'Erin was told of her second key at once, and her older one was disabled 2 days after',
      found: [told('erin', /Finish rotating/), told('erin', disabled), held.keys['erin']],
      expected: [[31], [33], ["erin's first: Inactive", "erin's second: Active"]],
    },
    {
      what: 'the key that somebody else made for Frank was flagged the same night',
      found: [team(/🚨 New AWS key .* Frank|🚨 New AWS key .* frank/), held.keys['frank']],
      expected: [[40], ["frank's second: Active"]],
    },
    {
      what: "the machine's old key was told to its channel at 76, 81, 86, 91 days, and not touched",
      found: [told('deployers', /machine user/), held.keys['ci-deployer']],
      expected: [[17, 22, 27, 32], ["ci-deployer's: Active"]],
    },
    {
      what: 'only two keys were ever switched, each by the audit role and on its day',
      found: held.switched,
      expected: [
        "erin's first Inactive on day 33 by keyturn-audit",
        "carol's first Inactive on day 91 by keyturn-audit",
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
      what: 'no private message went to anybody whom it did not concern',
      found: held.messages
        .filter(({ to }) => to.startsWith('U'))
        .filter((message) => /🚨|Keyturn on/.test(messageText(message))),
      expected: [],
    },
  ];
}
