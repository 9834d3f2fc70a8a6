import assert from 'node:assert/strict';
import { PressingCompany, type Made } from './company';
import {
  accounts,
  answering,
  people,
  RESPONDER,
  signingSecrets,
  slackIdOf,
  TEAM,
} from './settings';

/** Who is nobody's owner and no responder. */
export const STRANGER = 'U0STRANGER1';
const elsewhere = {
  untouchable: accounts.production,
  rehearser: accounts.rehearsing,
} as const;

/** Slack's ids. */
export const everybody: readonly string[] = [
  ...[...people, ...Object.keys(elsewhere)].map(slackIdOf),
  RESPONDER,
  STRANGER,
];

/** The company, in which everybody has a new key that they were asked about. */
export interface Pressing {
  readonly company: PressingCompany;
  keyOf(this: void, userName: string): Made;
  /** The changes of keys while something happens: by user, the status after it. */
  changes(this: void, happen: () => Promise<unknown>): Promise<Readonly<Record<string, unknown>>>;
}

export async function startPressing(): Promise<Pressing> {
  const company = await PressingCompany.found(answering, {
    users: everybody.map((id) => ({ id, name: id })),
    signingSecret: signingSecrets[0],
  });
  const make = (userName: string, accountId: string, slackId = slackIdOf(userName)) =>
    company.makeKey({ accountId, userName, slackId });
  // Of before there was anything to be asked.
  await make('person-2', accounts.identity);
  for (const userName of people) await make(userName, accounts.identity);
  await make('robot', accounts.identity, TEAM);
  for (const [userName, accountId] of Object.entries(elsewhere)) {
    await company.addUser(accountId, userName, slackIdOf(userName));
    await make(userName, accountId);
  }
  await company.pass(60);
  return {
    company,
    keyOf: (userName) =>
      company.made.findLast((made) => made.userName === userName) ??
      assert.fail(`${userName} has no key`),
    changes: async (happen) => {
      const before = await company.statuses();
      await happen();
      const after = [...(await company.statuses())];
      const changed = after.filter(([keyId, status]) => before.get(keyId) !== status);
      const nameOf = (keyId: string) => {
        const { userName } = company.made.find((made) => made.keyId === keyId) ?? assert.fail();
        return userName;
      };
      return Object.fromEntries(changed.map(([keyId, status]) => [nameOf(keyId), status]));
    },
  };
}
