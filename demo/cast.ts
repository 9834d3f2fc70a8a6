import { Administrator } from '../emulation/people/administrator';
import { Engineer } from '../emulation/people/engineer';
import type { Moto } from '../emulation/moto/start';

/** The accounts of the example stacks. */
export const accounts = {
  identity: '111111111111',
  production: '222222222222',
  monitor: '333333333333',
} as const;

/** Slack ids as stacks/engineers.yaml and the monitor's stack file have them. */
export const slackIds = {
  alice: 'U0ALICE0001',
  bob: 'U0BOB000001',
  carol: 'U0CAROL0001',
  dan: 'U0DAN000001',
  erin: 'U0ERIN00001',
  frank: 'U0FRANK0001',
  deployers: 'C0DEPLOY001',
  infrastructure: 'C0INFRA0001',
} as const;

export const engineerNames = ['alice', 'bob', 'carol', 'dan', 'erin', 'frank'] as const;
export type EngineerName = (typeof engineerNames)[number];

/** Everybody who acts in the story. */
export interface Cast {
  readonly engineers: Readonly<Record<EngineerName, Engineer>>;
  readonly administrator: Administrator;
  /** Somebody with an administrator's credentials who should not have them. */
  readonly intruder: Administrator;
}

export async function castOf(moto: Moto): Promise<Cast> {
  const accountId = accounts.identity;
  const engineerOf = (userName: string) => new Engineer(moto, { accountId, userName });
  const root = await moto.credentialsFor(accountId);
  return {
    engineers: {
      alice: engineerOf('alice'),
      bob: engineerOf('bob'),
      carol: engineerOf('carol'),
      dan: engineerOf('dan'),
      erin: engineerOf('erin'),
      frank: engineerOf('frank'),
    },
    administrator: new Administrator(moto, root),
    intruder: new Administrator(moto, root, {
      sourceAddress: '192.0.2.66',
      userAgent: 'python-requests/2.32',
    }),
  };
}
