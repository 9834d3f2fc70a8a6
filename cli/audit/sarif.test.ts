import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Log, Run } from 'sarif';
import type { Report } from '../../rules/report/report';
import { ruleNames } from '../../rules/report/rule-names';
import { exampleReport } from '../../rules/report/testing/example-report';
import { readPage } from '../../test/documentation/markdown';
import { renderSarif } from './sarif';
import { rulesInWords } from './sarif-rules';

const report = exampleReport();
const runOf = (of: Report): Run => {
  const [run] = (JSON.parse(renderSarif(of)) as Log).runs;
  assert.ok(run);
  return run;
};

/** What Microsoft's multitool (its rules for SARIF and for GitHub) asks of a log, as far as it concerns one of ours. */
describe('an audit as SARIF', () => {
  const { driver } = runOf(report).tool;

  it('says which tool it is, of which version, and where to read of it (SARIF2005)', () => {
    assert.equal(driver.name, 'keyturn');
    assert.match(driver.semanticVersion ?? '', /^\d+\.\d+\.\d+/);
    assert.match(driver.informationUri ?? '', /^https:\/\/[^#]+$/);
  });

  it('has the rules, each with a name of one word and a help (SARIF2012, GH2012)', () => {
    assert.deepEqual(
      driver.rules?.map(({ id }) => id),
      ruleNames,
    );
    for (const { id, name, shortDescription, fullDescription, help } of driver.rules ?? []) {
      assert.match(name ?? '', /^([A-Z][a-z]+)+$/, id);
      for (const text of [shortDescription?.text, fullDescription?.text, help?.text])
        assert.match(text ?? '', /^[A-Z].+\.$/, id);
    }
  });

  it('leads from each rule to the chapter of the page that says what enforces it', () => {
    const text = readFileSync(path.join(__dirname, '..', '..', 'docs', 'rules.md'), 'utf8');
    const { anchors } = readPage('docs/rules.md', text);
    const uris = (driver.rules ?? []).map(({ helpUri = '' }) => new URL(helpUri));
    for (const { pathname, hash } of uris) {
      assert.match(pathname, /\/docs\/rules\.md$/);
      assert.ok(anchors.has(hash.slice(1)), hash);
    }
    // Rules of one chapter lead to it together, in the order of the chapters.
    const chapters = uris.map(({ hash }) => Number(hash.slice(1, 2)));
    assert.deepEqual(
      chapters,
      ruleNames.map((rule) => rulesInWords[rule].of),
    );
    assert.deepEqual(chapters, chapters.toSorted());
    assert.equal(new Set(uris.map(({ hash }) => hash)).size, 5);
  });

  it('says the same of a rule in every run', () => {
    const quiet: Report = {
      ...report,
      accounts: report.accounts.filter(({ outcome }) => outcome === 'read'),
      rules: report.rules.map(({ rule, title }) => ({ rule, title, breaches: [], notSeenOf: [] })),
    };
    assert.deepEqual(runOf(quiet).tool.driver.rules, driver.rules);
    assert.deepEqual(runOf(quiet).invocations?.[0]?.toolExecutionNotifications, []);
    assert.ok(!JSON.stringify(driver.rules).includes('ot seen'));
  });

  it('says what was not seen of which rule where a run has its notes', () => {
    const notes = runOf(report).invocations?.[0]?.toolExecutionNotifications ?? [];
    const told = notes.filter(({ level }) => level === 'note');
    const unseen = report.rules.filter(({ notSeen }) => notSeen !== undefined);
    assert.ok(unseen.length > 0);
    assert.deepEqual(
      told.map(({ associatedRule, message }) => [
        driver.rules?.[associatedRule?.index ?? -1]?.id,
        associatedRule?.id,
        message.text,
      ]),
      unseen.map(({ rule, notSeen }) => [rule, rule, `Not seen: ${notSeen}`]),
    );
  });
});
