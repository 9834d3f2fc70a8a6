import assert from 'node:assert/strict';
import type { PolicyDocument } from '../../rules/policies';
import type { Request } from '../meaning/request';
import { Wire } from './wire';

const document: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'One', Effect: 'Allow', Action: 'iam:GetUser', Resource: '*' }],
};
const trust: PolicyDocument = { Version: '2012-10-17', Statement: [] };
const alice = 'arn:aws:iam::111111111111:user/team/alice';
const request: Request = {
  ...{ principal: alice, action: 'iam:GetUser', resource: alice, accountId: '111111111111' },
  context: { 'aws:username': 'alice' },
  policies: [{ resource: 'x', component: '', mechanism: '', document }],
  registeredAs: '',
};
const role = 'arn:aws:iam::111111111111:role/deploy';

const parsed = (lines: readonly string[]) =>
  lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a request as Principal Mapper gets it', () => {
  it('comes after its documents, each of which is written once', () => {
    const wire = new Wire();
    const { policies, registeredAs, principal, ...same } = request;
    assert.deepEqual([policies.length, registeredAs, principal], [1, '', alice]);
    const asked = { arn: alice, ...same, policies: [1] };
    assert.deepEqual(parsed(wire.lines(request)), [{ document: 1, content: document }, asked]);
    const bounded = { ...request, boundary: document, resourcePolicy: trust };
    assert.deepEqual(parsed(wire.lines(bounded)), [
      { document: 2, content: trust },
      { ...asked, boundary: 1, resourcePolicy: 2 },
    ]);
  });

  it('is of the role whose session asks, and of the service that does', () => {
    const session = {
      ...request,
      principal: 'arn:aws:sts::111111111111:assumed-role/deploy/alice',
      context: { 'aws:PrincipalArn': role },
    };
    assert.equal(parsed(new Wire().lines(session)).at(-1)?.['arn'], role);
    const service = { ...request, principal: 'sso.amazonaws.com', resourcePolicy: trust };
    const asked = parsed(new Wire().lines(service)).at(-1);
    assert.equal(asked?.['service'], 'sso.amazonaws.com');
    assert.equal('arn' in asked, false);
  });

  describe('with a variable in a condition', () => {
    const Condition = {
      StringEquals: { 'aws:ResourceOrgID': ['${aws:PrincipalOrgID}', 'o-of-"others"'] },
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    };
    const [statement] = document.Statement;
    assert.ok(statement);
    const conditional: PolicyDocument = { ...document, Statement: [{ ...statement, Condition }] };
    const policies = [{ resource: 'x', component: '', mechanism: '', document: conditional }];
    const asking = (context: Request['context']) => ({ ...request, context, policies });
    const from = (organization: string) => asking({ 'aws:PrincipalOrgID': organization });
    const written = (lines: readonly string[]) =>
      parsed(lines).flatMap(({ content }) =>
        content ? (content as PolicyDocument).Statement.map((each) => each.Condition) : [],
      );
    const filled = (by: string) => ({
      ...Condition,
      StringEquals: { 'aws:ResourceOrgID': [by, 'o-of-"others"'] },
    });

    it('has what the request says in its place', () => {
      assert.deepEqual(written(new Wire().lines(from('o-"ours"'))), [filled('o-"ours"')]);
      // Whoever says nothing of it equals nothing.
      assert.deepEqual(written(new Wire().lines(asking({}))), [Condition]);
    });

    it('is another document for who is of another organization, and the same for the same', () => {
      const wire = new Wire();
      const [first, again, other, known] = ['o-1', 'o-1', 'o-2', 'o-1'].map((each) =>
        wire.lines(from(each)),
      );
      assert.deepEqual(written(first ?? []), [filled('o-1')]);
      assert.deepEqual(written(other ?? []), [filled('o-2')]);
      const numbers = [first, again, other, known].map(
        (each) => parsed(each ?? []).at(-1)?.['policies'],
      );
      assert.deepEqual(numbers, [[1], [1], [2], [1]]);
      assert.deepEqual([again?.length, known?.length], [1, 1]);
    });
  });

  it("has a policy that lets nobody in, of another account's resource that has none", () => {
    const written = parsed(new Wire().lines({ ...request, accountId: '999999999999' }));
    const ofResource = written.at(-1)?.['resourcePolicy'];
    const content = written.find((each) => each['document'] === ofResource)?.['content'];
    assert.deepEqual(content, { Version: '2012-10-17', Statement: [] });
  });

  it('without who a session is of is no request', () => {
    const principal = 'arn:aws:sts::111111111111:assumed-role/deploy/alice';
    assert.throws(
      () => new Wire().lines({ ...request, principal, context: {} }),
      /aws:PrincipalArn/,
    );
  });
});
