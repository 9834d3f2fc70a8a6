import { deployerDocuments } from '../../rules/deployer/documents';
import type { Need } from '../../rules/deployer/needs';
import type { PolicyDocument } from '../../rules/policies';
import type { AccountKind } from '../../stacks/config/stack-keys';
import { Account, type Wanted } from './account';
import { identityNeeds } from './identity';
import { identityCenterNeeds } from './identity-center';
import { memberNeeds } from './member';
import { monitorNeeds } from './monitor';
import { organizationNeeds } from './organization';
import { watchedAccountNeeds } from './watched-account';

const ofKind: Record<AccountKind, (account: Account) => readonly Need[]> = {
  identity: identityNeeds,
  member: memberNeeds,
  monitor: monitorNeeds,
  organization: organizationNeeds,
  'identity-center': identityCenterNeeds,
};

/** The documents of the managed policies with which a stack can be deployed, changed and taken down. */
export function deployerPolicies(wanted: Wanted): readonly PolicyDocument[] {
  const account = new Account(wanted);
  const needs = [
    ...watchedAccountNeeds(account),
    ...wanted.plan.account.kinds.flatMap((kind) => ofKind[kind](account)),
  ];
  return deployerDocuments(needs);
}
