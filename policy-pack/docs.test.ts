import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as analyzer from '@pulumi/pulumi/proto/analyzer_pb';
import { parse } from 'yaml';
import { startPack } from './testing/compiled-pack';
import { packFolder } from './testing/pack-process';

const docs = path.join(packFolder, '..', 'docs');
const read = (name: string) => readFileSync(path.join(docs, name), 'utf8');

const levels = new Map<number, string>([
  [analyzer.EnforcementLevel.ADVISORY, 'advisory'],
  [analyzer.EnforcementLevel.MANDATORY, 'mandatory'],
  [analyzer.EnforcementLevel.REMEDIATE, 'remediate'],
]);

describe('docs/policies.md', () => {
  let policies: analyzer.PolicyInfo[];
  before(async () => {
    const pack = await startPack();
    policies = (await pack.info()).getPoliciesList();
    await pack.stop();
  });

  it('has the table of the policies, as the pack says them', () => {
    const rows = policies.map((each) => {
      const framework = each.getFramework();
      const prefix = framework?.getName().startsWith('CIS') ? 'CIS ' : '';
      return [
        `[\`${each.getName()}\`](#${each.getName()})`,
        levels.get(each.getEnforcementlevel()),
        `${prefix}${framework?.getReference()}`,
      ];
    });
    const table = [...read('policies.md').matchAll(/^\| (\[`iam-.*) \|$/gm)];
    assert.deepEqual(
      table.map(([, row = '']) => row.split('|').map((cell) => cell.trim())),
      rows,
    );
  });

  it('says of each policy why, an example, how to fix it, how to be exempt, and its config', () => {
    const sections = read('policies.md').split(/^## /m);
    for (const each of policies) {
      const section = sections.find((text) => text.startsWith(`${each.getName()}\n`)) ?? '';
      for (const part of ['**Why.**', '```', '**Fix.**', '**Exemption.**'])
        assert.ok(section.includes(part), `${each.getName()}: ${part}`);
      const settings = each.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
      for (const key of Object.keys(settings).filter((key) => key !== 'exemptions'))
        assert.ok(section.includes(`\`${key}\``), `${each.getName()}: ${key}`);
    }
  });
});

describe('docs/workflows/pull-request.yml', () => {
  it('pins every action by its commit', () => {
    const { jobs } = parse(read('workflows/pull-request.yml')) as {
      readonly jobs: Record<string, { readonly steps: readonly { readonly uses?: string }[] }>;
    };
    const used = Object.values(jobs).flatMap(({ steps }) =>
      steps.flatMap(({ uses }) => uses ?? []),
    );
    assert.ok(used.length > 0);
    for (const action of used) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });
});
