import assert from 'node:assert/strict';
import type { PolicyDocument } from '../../../rules/policies';
import { TestProject } from '../../../stacks/testing/project';
import { changes, describe as inWords } from '../changes';
import { typeOf, type Registered } from '../registered';
import { registrationsOf } from '../registrations';
import { surprises } from '../surprises';
import { engineers, stacks } from './company';
import { stackBefore } from './stack-before';

/** What a company that has the stacks sees of the step from policies of everybody's own to groups. */
describe('an upgrade to groups', () => {
  let stackAfter: readonly Registered[];
  before(async () => {
    const project = new TestProject(stacks, engineers);
    try {
      const all = await registrationsOf(project.folder, 'identity');
      stackAfter = all.filter(({ urn }) => /Engineer|Machine|RoleGroup|aws::home$/.test(urn));
    } finally {
      project.remove();
    }
  });

  const found = () =>
    changes(stackBefore, stackAfter)
      .filter(({ now }) => typeOf(now).startsWith('aws:'))
      .map(inWords)
      .sort();
  const own = /^would be deleted: aws:iam\/(userPolicy|userPolicyAttachment|policy):/;
  const groups =
    /^would be new: aws:iam\/(group|groupPolicy|groupPolicyAttachment|policy|userGroupMembership):/;

  it('surprises nobody', () => assert.deepEqual(surprises(stackBefore, stackAfter), []));

  it('takes away policies of people’s own, and makes groups and memberships: nothing else changes', () => {
    assert.deepEqual(
      found().filter((line) => !own.test(line) && !groups.test(line)),
      [],
    );
    // Of ada, ben and cleo a policy; of dora and emil a managed one, attached; of the machines three attachments.
    assert.equal(found().filter((line) => own.test(line)).length, 3 + 2 * 2 + 3);
  });

  it('leaves everybody exactly the roles and policies that they had', () => {
    const everybody = stackBefore
      .filter((each) => typeOf(each) === 'aws:iam/user:User')
      .map(({ inputs }) => String(inputs['name']));
    assert.equal(everybody.length, 9);
    for (const user of everybody) {
      const had = permissionsOf(user, stackBefore);
      assert.deepEqual(permissionsOf(user, stackAfter), had, user);
      // fred and probe had none.
      assert.equal(had.length === 0, /^(fred|probe)$/.test(user), user);
    }
  });
});

/** The roles that a user may assume, and AWS's own policies that they have, by themselves or by their groups. */
function permissionsOf(user: string, stack: readonly Registered[]): readonly string[] {
  const of = (kind: string) => stack.filter((each) => typeOf(each) === `aws:iam/${kind}`);
  const inputsOf = (kind: string, owner: string, names: readonly unknown[]) =>
    of(kind)
      .map(({ inputs }) => inputs)
      .filter((inputs) => names.includes(inputs[owner]));
  const groups = inputsOf('userGroupMembership:UserGroupMembership', 'user', [user]).flatMap(
    (inputs) => inputs['groups'] as string[],
  );
  const attached = [
    ...inputsOf('userPolicyAttachment:UserPolicyAttachment', 'user', [user]),
    ...inputsOf('groupPolicyAttachment:GroupPolicyAttachment', 'group', groups),
  ].map(({ policyArn }) => String(policyArn));
  const documents = [
    ...inputsOf('userPolicy:UserPolicy', 'user', [user]),
    ...inputsOf('groupPolicy:GroupPolicy', 'group', groups),
    ...inputsOf(
      'policy:Policy',
      'name',
      attached.map((arn) => arn.split('/').at(-1)),
    ),
  ].map(({ policy }) => policy as PolicyDocument);
  const roles = documents
    .flatMap(({ Statement }) => Statement)
    .filter(({ Sid }) => Sid === 'AssumeListedRolesWithMfa')
    .flatMap(({ Resource = [] }) => Resource);
  return [...roles, ...attached.filter((arn) => arn.includes(':aws:policy/'))].sort();
}
