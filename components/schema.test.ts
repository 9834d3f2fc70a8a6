import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  ComponentProvider,
  getPulumiComponents,
} from '@pulumi/pulumi/provider/experimental/provider';
import * as components from './index';

interface Property {
  readonly description?: string;
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

/** As the analyzer wants a package: package.json, tsconfig.json and an entry, without the rest of the house. */
function packageOf(entry: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-package-'));
  const root = path.dirname(__dirname);
  const main = path.relative(folder, entry);
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'keyturn', version: '0.1.0', main }),
  );
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: path.join(root, 'tsconfig.json'),
      compilerOptions: { typeRoots: [path.join(root, 'node_modules', '@types')] },
      include: [],
      files: [entry.replace(/\.js$/, '.ts')],
    }),
  );
  return folder;
}

describe('the schema for other languages', function () {
  this.timeout(300_000);
  let schema: Schema;
  before(async () => {
    const dirname = packageOf(path.join(__dirname, 'index.js'));
    try {
      const provider = new ComponentProvider({
        name: 'keyturn',
        dirname,
        components: getPulumiComponents(components),
      });
      schema = JSON.parse(await provider.getSchema()) as Schema;
    } finally {
      rmSync(dirname, { recursive: true });
    }
  });

  const required: Record<string, string[]> = {
    AssumableRole: ['identityAccountId', 'roleName'],
    AuditRole: ['externalId', 'monitorRoleArn'],
    Engineer: ['groupName', 'slackId', 'userName'],
    EngineerBaseline: [],
    KeyEventForwarder: ['eventBusArn'],
    KeyMonitor: ['externalId', 'teamChannel'],
    MachineUser: ['userName'],
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

  it('describes the properties of its types', () => {
    assert.deepEqual(Object.keys(schema.types), ['keyturn:index:WatchedAccountArgs']);
    for (const { properties } of Object.values(schema.types))
      for (const [property, { description }] of Object.entries(properties ?? {}))
        assert.ok(description, property);
  });
});
