import { credentialKinds, credentialTraits } from '../credentials';
import type { Credential, CredentialKind, CredentialRef } from '../credentials/credential';
import type { CredentialTraits } from '../credentials/credential-traits';
import type { IamUser } from '../model';
import { defaultSettings, type Settings } from '../settings';
import { anEngineer, day } from './one-account';

/** A kind of credential that no version has. What asks about every kind asks about it too, and names none by hand. */
export const plantedKind = 'planted' as CredentialKind;

type Holder = IamUser & { readonly planted?: ReturnType<CredentialTraits['heldBy']> };

/** Alice, with what she has of it. */
export function holderOf(planted: Holder['planted']): IamUser {
  const alice: Holder = { ...anEngineer([]), planted };
  return alice;
}

export function plantedRef(id: string): CredentialRef {
  return { kind: plantedKind, id };
}

export function aPlanted(id: string, createdOn: number, more: Partial<Credential> = {}) {
  const credential: Credential = {
    ref: plantedRef(id),
    status: 'Active',
    createdAt: day(createdOn),
    ...more,
  };
  return credential;
}

const traits: CredentialTraits = {
  label: 'the planted one',
  nouns: ['planted one', 'planted ones'],
  name: (id) => `planted ${id}`,
  events: [],
  stop: 'expires-itself',
  mode: 'remind',
  remindedOf: ['engineer'],
  isRecorded: true,
  heldBy: ({ planted }: Holder) => planted ?? [],
};

/** The default settings, with its clock. */
export const settingsWithPlanted: Settings = {
  ...defaultSettings,
  clocks: { ...defaultSettings.clocks, [plantedKind]: { remindAt: [10], stopAt: 20 } },
};

/** While the tests of this block run there is that kind, as if it were in the tables. */
export function plantKind(): void {
  const table: Record<string, CredentialTraits> = credentialTraits;
  const kinds = credentialKinds as CredentialKind[];
  before(() => {
    table[plantedKind] = traits;
    kinds.push(plantedKind);
  });
  after(() => {
    kinds.pop();
    delete table[plantedKind];
  });
}
