import assert from 'node:assert/strict';
import type { ReportWithoutKeys } from '../../rules/report/report';
import { exampleReport } from '../../rules/report/testing/example-report';
import { renderReportHtml } from '.';

const example = exampleReport();
const answer: ReportWithoutKeys = {
  accountId: '111111111111',
  userName: 'ada',
  verdict: 'could',
  reason: 'persons-programs',
  text: 'used by <i>aws-cli</i>',
  restsOn: ["IAM's last uses"],
  notKnown: ['what nobody sees'],
  recentUses: [
    { program: '<script>', address: '203.0.113.7', service: 'ec2', at: '2027-01-14T23:30:00.000Z' },
  ],
};

describe('who could do without keys, in the page', () => {
  it('is neither a section nor a link where nobody asked, as in a daily report', () => {
    const { withoutKeys, ...daily } = { ...example, withoutKeys: undefined };
    assert.equal(withoutKeys, undefined);
    assert.ok(!renderReportHtml(daily).includes('without keys'));
    assert.ok(!renderReportHtml(daily).includes('#without'));
  });

  it('is a row a user, in which nothing is markup, and what is not known once', () => {
    const machine = { ...answer, userName: 'bert', verdict: 'machine' } as const;
    const page = renderReportHtml({ ...example, withoutKeys: [answer, machine] });
    const section = page.split('<section aria-labelledby="without"')[1]?.split('</section>')[0];
    assert.ok(section);
    assert.equal(section.match(/<tr>/g)?.length, 1 + 2);
    assert.match(section, /used by &lt;i&gt;aws-cli&lt;\/i&gt;/);
    assert.match(section, /&lt;script&gt; from 203\.0\.113\.7: ec2, 2027-01-15 00:30/);
    assert.equal(section.match(/what nobody sees/g)?.length, 1);
    assert.ok(page.includes('<a href="#without">Without keys</a>'));
  });

  it('says so where nobody has keys', () =>
    assert.match(renderReportHtml({ ...example, withoutKeys: [] }), /No user has keys/));
});
