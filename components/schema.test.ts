import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Property {
  readonly description?: string;
  readonly secret?: boolean;
}
interface Schema {
  readonly resources: Record<
    string,
    {
      readonly isComponent: boolean;
      readonly description?: string;
      readonly inputProperties?: Record<string, Property>;
      readonly requiredInputs?: string[];
      readonly properties?: Record<string, Property>;
    }
  >;
  readonly types: Record<string, { readonly properties?: Record<string, Property> }>;
}

// That it is the one that the types and docstrings make is held beside the other generated files.
const schema = JSON.parse(
  readFileSync(path.join(__dirname, '..', 'plugin', 'schema.json'), 'utf8'),
) as Schema;

describe('the schema for other languages', () => {
  const required: Record<string, string[]> = {
    AssumableRole: ['identityAccountId', 'roleName'],
    AuditRole: ['externalId', 'monitorRoleArn'],
    AuditRoleStackSet: ['externalId', 'monitorRoleArn', 'organizationalUnitIds'],
    Engineer: ['groupName', 'slackId', 'userName'],
    EngineerBaseline: [],
    IdentityCenterAccess: ['groups'],
    KeyEventForwarder: ['eventBusArn'],
    KeyMonitor: ['externalId', 'teamChannel'],
    KeyUntilGroup: ['groupName', 'keyUntil'],
    KeylessGroup: ['groupName'],
    MachineGroup: ['groupName', 'policyArns'],
    MachineUser: ['userName'],
    RoleGroup: ['groupName', 'roleArns'],
    SignInGroup: ['groupName'],
  };

  it('has every component, under the type that its constructor registers', () => {
    const tokens = Object.keys(required).map((name) => `keyturn:index:${name}`);
    assert.deepEqual(Object.keys(schema.resources).sort(), tokens);
    for (const [token, { isComponent, description }] of Object.entries(schema.resources)) {
      assert.equal(isComponent, true);
      assert.ok(description, token);
    }
  });

  for (const [name, inputs] of Object.entries(required))
    it(`asks of ${name} what must be given, and describes the rest`, () => {
      const resource = schema.resources[`keyturn:index:${name}`];
      assert.deepEqual([...(resource?.requiredInputs ?? [])].sort(), inputs);
      const described = { ...resource?.inputProperties, ...resource?.properties };
      for (const [property, { description }] of Object.entries(described))
        assert.ok(description, `${name}.${property} has no description`);
      assert.ok(Object.keys(resource?.properties ?? {}).length > 0, 'no outputs');
    });

  it('keeps the Slack token secret in every language', () =>
    assert.equal(
      schema.resources['keyturn:index:KeyMonitor']?.inputProperties?.['slackToken']?.secret,
      true,
    ));

  it('describes the properties of its types', () => {
    assert.deepEqual(Object.keys(schema.types).sort(), [
      'keyturn:index:CredentialMode',
      'keyturn:index:CredentialRules',
      'keyturn:index:CustomRotation',
      'keyturn:index:FanOut',
      'keyturn:index:IdentityCenterGroup',
      'keyturn:index:IdentityCenterMode',
      'keyturn:index:IdentitySource',
      'keyturn:index:KeyExemption',
      'keyturn:index:PasswordClock',
      'keyturn:index:ReportLockMode',
      'keyturn:index:ReportObjectLock',
      'keyturn:index:RolePermissionSet',
      'keyturn:index:RotationTool',
      'keyturn:index:StackSetCaller',
      'keyturn:index:UnusedKeys',
      'keyturn:index:WatchedAccount',
      'keyturn:index:WayIn',
    ]);
    for (const { properties } of Object.values(schema.types))
      for (const [property, { description }] of Object.entries(properties ?? {}))
        assert.ok(description, property);
  });
});
