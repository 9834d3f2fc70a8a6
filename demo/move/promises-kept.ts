import { engineerNames, type slackIds } from '../cast';
import type { Check } from '../check';
import { daysTold } from '../held-at-the-end';
import { script } from './happenings';
import type { HeldAfterMoves } from './held';

const wayOpened = /You can come to AWS without a key now/;
const closing = /Leave your AWS key .* before/;
const disabled = /Your AWS key .* is disabled/;
/** Not those of the roles. */
const ofWays = /^engineers(-sign-in|-without-key|-key-until)?$/;
const accessLine = / *access: .*\n/g;
const [program = ''] = script.userAgent.split(' ');

/** What the second story promises, against what AWS, Slack, the ledger and the project hold. */
export function promisesOfMoves(held: HeldAfterMoves): readonly Check[] {
  const told = (who: keyof typeof slackIds, fits: RegExp) => daysTold(held, who, fits);
  const ofEach = <Found>(find: (name: (typeof engineerNames)[number]) => Found) =>
    engineerNames.map((name) => [name, find(name)]);
  return [
    {
      what: 'everybody was told of the new way, once, by the next run',
      found: ofEach((name) => told(name, wayOpened)),
      expected: ofEach(() => [106]),
    },
    {
      what: "Dan's step was refused while something used his key: the command named when, and what for",
      found:
        /^1 keyturn: dan is not there yet: .* was last used on 2027-05-01 for sts; find what uses it, or wait\n$/.test(
          held.refusals.get('dan') ?? '',
        ),
      expected: true,
    },
    {
      what: 'Alice was warned, deleted her key herself, and nothing was disabled',
      found: [told('alice', closing), told('alice', disabled), held.keys['alice']],
      expected: [[126], [], []],
    },
    {
      what: 'Bob did nothing: his key was disabled on the day that the warning named',
      found: [told('bob', closing), told('bob', disabled), held.keys['bob']],
      expected: [[126], [131], ["bob's first: Inactive"]],
    },
    {
      what: 'Carol went back two days after the warning, kept her key, and left it weeks later',
      found: [told('carol', closing), told('carol', disabled), held.keys['carol']],
      expected: [[126, 148], [153], ["carol's first: Inactive"]],
    },
    {
      what: 'the forgotten script was found: the warning named service, address and program',
      found: [
        told('dan', closing),
        told('dan', new RegExp(`${program}.*${script.sourceAddress}.*sts`)),
        told('dan', disabled),
      ],
      expected: [[148], [148], [153]],
    },
    {
      what: 'Frank said that it works, and the certificate says that he said so; of the others it was seen',
      found: ofEach((name) => held.certificates.get(name)?.proof),
      expected: ofEach((name) => (name === 'frank' ? 'said' : 'seen')),
    },
    {
      what: 'only keys of the warned were ever switched, once each, by the monitor, on their day',
      found: held.switched.toSorted(),
      expected: ['bob', 'carol', 'dan', 'erin', 'frank'].map(
        (name) =>
          `${name}'s first Inactive on day ${name === 'bob' ? 131 : 153} at 09:00 by keyturn-audit/keyturn-monitor`,
      ),
    },
    {
      what: 'no engineer has an enabled key, by keyturn move status; all are done',
      found: held.people.map(({ userName, step, enabledKeys }) => [userName, step, enabledKeys]),
      expected: ofEach(() => 'closed').map((each) => [...each, 0]),
    },
    {
      what: 'none may make another one, and all may use aws login',
      found: ofEach((name) => held.groups[name]?.filter((group) => ofWays.test(group))),
      expected: ofEach(() => ['engineers', 'engineers-sign-in', 'engineers-without-key']),
    },
    {
      what: 'a certificate says of each when their key ended, and by whose doing',
      found: ofEach((name) => endsOf(held, name)),
      expected: ofEach((name) => {
        const on = { alice: '2027-05-11', bob: '2027-05-15' }[name as string] ?? '2027-06-06';
        const by = name === 'alice' ? 'alice' : 'keyturn-monitor';
        return [`access-key ended on ${on} by ${by}`, 'password stays'];
      }),
    },
    {
      what: 'nobody was told to rotate, since their keys went before they got old',
      found: ofEach((name) => told(name, /Rotate your AWS key/)),
      expected: ofEach(() => []),
    },
    {
      what: 'engineers.yaml says so of everybody, and has every line and comment that it had',
      found: [held.engineers.match(accessLine), held.engineers.replaceAll(accessLine, '')],
      expected: [engineerNames.map(() => '    access: [sign-in]\n'), held.engineersBefore],
    },
    {
      what: 'the machines kept their keys',
      found: [held.keys['backup'], held.people.length],
      expected: [["backup's: Active"], engineerNames.length],
    },
    {
      what: 'nobody was told anything twice, and nothing is left in the queue',
      found: [held.twice, held.backlog],
      expected: [[], 0],
    },
    {
      what: "nobody was shown another's key in private",
      found: held.ofOthers,
      expected: [],
    },
  ];
}

function endsOf({ certificates }: HeldAfterMoves, name: string): readonly string[] {
  const { credentials = [] } = certificates.get(name) ?? {};
  const ends = credentials.map(({ kind, end: { is, at, by } }) =>
    [
      `${kind} ${is}`,
      ...(at === undefined ? [] : [`on ${at.slice(0, 10)}`]),
      ...(by === undefined ? [] : [`by ${by.split('/').at(-1)}`]),
    ].join(' '),
  );
  return ends.sort();
}
