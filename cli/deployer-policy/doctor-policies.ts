import { iamArn } from '../../rules/arn';
import { deployerDocuments } from '../../rules/deployer/documents';
import type { Need } from '../../rules/deployer/needs';
import type { PolicyDocument } from '../../rules/policies';
import type { StackPlan } from '../../stacks/config/plan';
import type { ProjectFolder } from '../../stacks/config/project-folder';
import { suggest } from '../../stacks/config/suggest';
import { badUse } from '../cli-error';
import { plansOf, stacksNamed } from '../project';
import { Account } from './account';
import { canaryReadNeeds, canaryUserNeeds, doctorNeeds } from './doctor';

export interface DoctorPolicyOptions {
  readonly stack?: readonly string[];
  /** As `keyturn doctor` takes it. */
  readonly roleName?: string;
  /** The machine user of engineers.yaml whose key the doctor may make and delete. */
  readonly canary?: string;
}

/** Policies for the account of a stack, and how their names begin. */
export interface PoliciesOfStack {
  readonly stack: string;
  readonly prefix: string;
  readonly policies: readonly PolicyDocument[];
}

/**
 * The policies of whoever runs `keyturn doctor`: for each monitor's account, and with a canary for that of its user.
 * @throws CliError where there is no monitor, or no such user
 */
export function doctorPolicies(
  project: ProjectFolder,
  { stack, roleName, canary }: DoctorPolicyOptions,
): readonly PoliciesOfStack[] {
  const ofMonitors = monitorsOf(project, stack).map((plan) => {
    const account = accountOf(plan);
    return policiesOf(plan, 'keyturn-doctor', [
      ...doctorNeeds(account, roleName),
      ...(canary === undefined ? [] : canaryReadNeeds(account)),
    ]);
  });
  return canary === undefined ? ofMonitors : [...ofMonitors, ...ofCanary(project, canary)];
}

function monitorsOf(project: ProjectFolder, given: readonly string[] | undefined) {
  const monitors = plansOf(project, 'monitor');
  const names = monitors.map(({ account }) => account.name);
  if (given === undefined && monitors.length > 0) return monitors;
  const wanted = stacksNamed(project, given ?? []);
  const other = wanted.find((name) => !names.includes(name));
  const expected =
    names.join(' or ') || 'one with keyturn:accountKinds: [monitor], of which there is none';
  if (other !== undefined)
    throw badUse(`--stack is ${other}, whose account has no monitor: expected ${expected}`);
  if (wanted.length === 0)
    throw badUse(
      'no stack file of the project declares the monitor’s account (keyturn:accountKinds: [monitor])',
    );
  return monitors.filter(({ account }) => wanted.includes(account.name));
}

function ofCanary(project: ProjectFolder, name: string): readonly PoliciesOfStack[] {
  const identities = plansOf(project, 'identity');
  const known = identities.flatMap(({ users }) => users.machineUsers.map((each) => each.userName));
  const found = identities.flatMap((plan) =>
    plan.users.machineUsers
      .filter(({ userName }) => userName === name)
      .map(({ path = '/' }) => {
        const { partition, id } = plan.account;
        const arn = iamArn({ partition, accountId: id }, `user${path}${name}`);
        return policiesOf(plan, 'keyturn-doctor-canary', canaryUserNeeds(arn));
      }),
  );
  if (found.length > 0) return found;
  throw badUse(
    `--canary is ${JSON.stringify(name)}, which is no machine user of engineers.yaml: expected ${known.length > 0 ? `one of ${known.join(', ')}` : 'one, of which there is none'}${suggest(name, known)}`,
  );
}

function policiesOf(plan: StackPlan, prefix: string, needs: readonly Need[]): PoliciesOfStack {
  return { stack: plan.account.name, prefix, policies: deployerDocuments(needs) };
}

function accountOf(plan: StackPlan): Account {
  return new Account({ plan, isTagged: false, roomForNew: false });
}
