import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { metricNamespace, metricsOf } from './metrics';

describe('the numbers to watch', () => {
  const docs = () => readFileSync(path.join(__dirname, '..', 'docs', 'run.md'), 'utf8');

  // Whoever has made alarms or a dashboard of their own has the names in them.
  it('are in CloudWatch’s namespace that docs/run.md says', () => {
    const [, said] = /CloudWatch's namespace `([^`]*)`/.exec(docs()) ?? [];
    assert.equal(metricNamespace, said);
  });

  it('are those of a run that it lists', () => {
    const [, section = ''] = docs().split('## Numbers to watch');
    const [table = ''] = section.split('\n#');
    const listed = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    assert.deepEqual([...metricsOf.monitor].sort(), listed.sort());
  });
});
