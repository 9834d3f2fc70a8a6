import assert from 'node:assert/strict';
import { judgeControls, type Tested } from './controls';

const none = { exceptions: 0, exempt: 0 };
const nothing: Tested = {
  looks: { people: 0, machines: 0 },
  tooOld: { people: none, machines: none },
  ofRules: new Map(),
  reportsOfRule: new Map(),
  hasGaps: false,
};

const found = (tested: Partial<Tested>) =>
  judgeControls({ ...nothing, ...tested }).map(
    ({ number, verdict, looks, exceptions, exempt }) =>
      `${number} ${verdict}: ${looks}, ${exceptions}, ${exempt}`,
  );
const ofKeys = (tested: Partial<Tested>) => found(tested).slice(0, 5);

describe('the controls of the standards', () => {
  it('are in their order, each with what it asks for and how that was tested', () => {
    const cis = (version: string) => `CIS AWS Foundations ${version}`;
    const rotated = 'Access keys are rotated every 90 days or less';
    const byAge =
      'Of each key that a daily report shows enabled, its age on that day, by the creation date that IAM gives: an exception where that is more than 90 days.';
    const mapped = 'AWS Security Hub maps IAM.3 to this requirement.';
    const judged = (title: string) =>
      `Each daily report judges its rule “${title}”, of every user that it has read: an exception is who breaks it on some day.`;
    const oneKey = 'One enabled access key at a time';
    const unused = 'Nobody keeps a key or a password without using it';
    const mfa = 'No role without MFA';
    const root = 'Root has no access keys and no certificates, and no password without MFA';
    const own = 'An engineer may manage their own user, and nothing else';
    assert.deepEqual(
      judgeControls(nothing).map((each) => [
        ...[each.standard, each.number, each.title, each.howTested],
      ]),
      [
        [cis('5.0.0'), '1.13', rotated, byAge],
        [cis('7.0.0'), '2.12', rotated, byAge],
        ['AWS Security Hub', 'IAM.3', rotated, byAge],
        [
          'PCI DSS 4.0.1',
          '8.3.9',
          'Secrets that people sign in with are changed every 90 days: access keys of people',
          `${byAge} All keys but those of users with the tag type=machine. ${mapped}`,
        ],
        [
          'PCI DSS 4.0.1',
          '8.6.3',
          'Secrets of applications and systems are changed periodically: access keys of machines, every 90 days',
          `${byAge} The keys of users with the tag type=machine. ${mapped}`,
        ],
        [cis('5.0.0'), '1.12', oneKey, judged(oneKey)],
        [cis('5.0.0'), '1.11', unused, judged(unused)],
        [cis('7.0.0'), '2.11', unused, judged(unused)],
        [cis('5.0.0'), '1.9', mfa, judged(mfa)],
        [cis('7.0.0'), '2.10', mfa, judged(mfa)],
        [cis('5.0.0'), '1.3, 1.4', root, judged(root)],
        [cis('7.0.0'), '2.4, 2.5', root, judged(root)],
        [cis('5.0.0'), '1.14', own, judged(own)],
        [cis('7.0.0'), '2.13', own, judged(own)],
      ],
    );
  });

  it('pass where something was looked at and nothing found, and are else not tested', () => {
    assert.ok(found({}).every((each) => each.endsWith('not tested: 0, 0, 0')));
    assert.deepEqual(ofKeys({ looks: { people: 3, machines: 0 } }), [
      ...['1.13 pass: 3, 0, 0', '2.12 pass: 3, 0, 0', 'IAM.3 pass: 3, 0, 0'],
      ...['8.3.9 pass: 3, 0, 0', '8.6.3 not tested: 0, 0, 0'],
    ]);
  });

  it('count people’s keys and machines’, together or each by themselves', () => {
    const tested: Partial<Tested> = {
      looks: { people: 30, machines: 5 },
      tooOld: { people: { exceptions: 4, exempt: 1 }, machines: { exceptions: 2, exempt: 2 } },
    };
    const all = 'exceptions: 35, 6, 3';
    assert.deepEqual(ofKeys(tested), [
      ...[`1.13 ${all}`, `2.12 ${all}`, `IAM.3 ${all}`],
      ...['8.3.9 exceptions: 30, 4, 1', '8.6.3 exceptions: 5, 2, 2'],
    ]);
  });

  it('are incomplete where something is missing and nothing was found', () => {
    const tooOld = { people: { exceptions: 1, exempt: 0 }, machines: none };
    assert.deepEqual(ofKeys({ looks: { people: 3, machines: 2 }, tooOld, hasGaps: true }), [
      ...['1.13 exceptions: 5, 1, 0', '2.12 exceptions: 5, 1, 0', 'IAM.3 exceptions: 5, 1, 0'],
      ...['8.3.9 exceptions: 3, 1, 0', '8.6.3 incomplete: 2, 0, 0'],
    ]);
  });

  it('of the reports’ own rules count who broke them, and are incomplete of whom it was not seen', () => {
    const ofRules = new Map([
      ['one-key', { broken: 2, unseen: 1 }],
      ['unused', { broken: 0, unseen: 1 }],
      ['mfa', { broken: 0, unseen: 0 }],
    ]);
    const rules = ['one-key', 'unused', 'mfa', 'root'];
    const reportsOfRule = new Map(rules.map((rule) => [rule, 10]));
    assert.deepEqual(found({ ofRules, reportsOfRule }).slice(5), [
      '1.12 exceptions: 10, 2, 0',
      ...['1.11 incomplete: 10, 0, 0', '2.11 incomplete: 10, 0, 0'],
      ...['1.9 pass: 10, 0, 0', '2.10 pass: 10, 0, 0'],
      ...['1.3, 1.4 pass: 10, 0, 0', '2.4, 2.5 pass: 10, 0, 0'],
      ...['1.14 not tested: 0, 0, 0', '2.13 not tested: 0, 0, 0'],
    ]);
  });
});
