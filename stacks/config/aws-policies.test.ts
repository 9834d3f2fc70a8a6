import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { goodStacks, planOf } from '../testing/project';
import { commonPolicies, misspeltPolicy } from './aws-policies';

const script = `
import importlib.util, json, os
folder = os.path.dirname(importlib.util.find_spec('moto').origin)
spec = importlib.util.spec_from_file_location('policies', os.path.join(folder, 'iam', 'aws_managed_policies.py'))
policies = importlib.util.module_from_spec(spec)
spec.loader.exec_module(policies)
everything = json.loads(policies.aws_managed_policies_data)
print(json.dumps([policy.get('Path', '/')[1:] + name for name, policy in everything.items()]))
`;

describe('a policy of AWS', () => {
  const python = path.join(__dirname, '..', '..', '.venv', 'bin', 'python');
  const all = JSON.parse(
    execFileSync(python, ['-c', script], { encoding: 'utf8', maxBuffer: 1e7 }),
  ) as readonly string[];

  it('is never taken for another, whichever of AWS’s it is', () => {
    assert.ok(all.length > 1000);
    assert.deepEqual(
      all.filter((name) => misspeltPolicy(name) !== undefined),
      [],
    );
  });

  it('is one that AWS has, where it is proposed', () =>
    assert.deepEqual(
      commonPolicies.filter((name) => !all.includes(name)),
      [],
    ));

  for (const [written, meant] of [
    ['ReadonlyAccess', 'ReadOnlyAccess'],
    ['ReadOnlyAcces', 'ReadOnlyAccess'],
    ['ReadOnly', 'ReadOnlyAccess'],
    ['readonlyaccess', 'ReadOnlyAccess'],
    ['AdminstratorAccess', 'AdministratorAccess'],
    ['Administrator', 'AdministratorAccess'],
    ['PowerUserAcess', 'PowerUserAccess'],
    ['PoweruserAccess', 'PowerUserAccess'],
    ['ViewOnlyAccess', 'job-function/ViewOnlyAccess'],
    ['job-function/ReadOnlyAccess', 'ReadOnlyAccess'],
    ['Job-Function/Billing', 'job-function/Billing'],
    ['AWSLambdaFullAccess', 'AWSLambda_FullAccess'],
    ['AmazonS3FullAcces', 'AmazonS3FullAccess'],
    ['AmazonDynamoDbFullAccess', 'AmazonDynamoDBFullAccess'],
  ] as const)
    it(`${meant} is meant by ${written}`, () => assert.equal(misspeltPolicy(written), meant));

  for (const name of ['AmazonSESFullAccess', 'AmazonXYZFullAccess', 'ReadOnlyAccessV2', 'Acme'])
    it(`is somebody’s own or a new one: ${name}`, () =>
      assert.equal(misspeltPolicy(name), undefined));

  it('is said where it stands, of roles, boundaries and machines', () => {
    const production = `${goodStacks.production.replace(/ {2}keyturn:roles:[^]*/, '')}  keyturn:roles:
    - name: deploy
      policyArns: [arn:aws:iam::aws:policy/ReadonlyAccess]
      permissionsBoundaryArn: arn:aws:iam::aws:policy/PowerUserAcess
`;
    const expected = (policy: string) =>
      `expected a policy that AWS has (did you mean arn:aws:iam::aws:policy/${policy}?)`;
    assert.deepEqual(planOf('production', { production }).problems, [
      `Pulumi.production.yaml:7:20: keyturn:roles[0].policyArns[0]: found "arn:aws:iam::aws:policy/ReadonlyAccess", ${expected('ReadOnlyAccess')}`,
      `Pulumi.production.yaml:8:31: keyturn:roles[0].permissionsBoundaryArn: found "arn:aws:iam::aws:policy/PowerUserAcess", ${expected('PowerUserAccess')}`,
    ]);
    const engineers =
      'machineUsers:\n  ci: {slackId: C0TEAM00001, policyArns: [arn:aws:iam::aws:policy/Billing]}\n';
    assert.deepEqual(planOf('identity', {}, { engineers }).problems, [
      `stacks/engineers.yaml:2:43: machineUsers.ci.policyArns[0]: found "arn:aws:iam::aws:policy/Billing", ${expected('job-function/Billing')}`,
    ]);
  });
});
