import assert from 'node:assert/strict';
import { accountRead } from './accounts-read';
import { alarmNames, alarmsOf, distributedAlarmNames, pressAlarmNames } from './alarm-names';
import { isRegionIn } from './arn';
import { isConsoleUser } from './console-users';
import { foreignToTag } from './formats';
import { jsonIn } from './json-in';
import { functionNames, functionsOf, pressFunctionNames } from './names';
import { account, day } from './testing/one-account';

describe('an account in data that is written', () => {
  it('has as of when it was read, or why it was not', () => {
    const inventory = { account, users: [] };
    const read = (credentialReportAt: Date | { unknown: string }) =>
      accountRead({ outcome: 'read', inventory, credentialReportAt });
    assert.deepEqual(read(day(1)), { ...account, credentialReportAt: day(1).toISOString() });
    assert.deepEqual(read({ unknown: 'x' }), { ...account, credentialReportAt: { unknown: 'x' } });
    const unread = accountRead({ outcome: 'unread', account, reason: 'denied' });
    assert.deepEqual(unread, { ...account, unread: 'denied' });
  });
});

describe('what a monitor has', () => {
  it('are its alarms, more of them where it is distributed or takes presses', () => {
    const of = (isDistributed: boolean, isInteractive: boolean) =>
      alarmsOf({ isDistributed, isInteractive });
    assert.deepEqual(of(false, false), alarmNames);
    assert.deepEqual(of(true, false), [...alarmNames, ...distributedAlarmNames]);
    assert.deepEqual(of(false, true), [...alarmNames, ...pressAlarmNames]);
  });

  it('are its functions', () => {
    assert.deepEqual(functionsOf(false), functionNames);
    assert.deepEqual(functionsOf(true), [...functionNames, ...pressFunctionNames]);
  });
});

describe('what a text is', () => {
  it('is a region of a partition, or none', () => {
    assert.equal(isRegionIn('aws', 'eu-west-1'), true);
    assert.equal(isRegionIn('aws-cn', 'eu-west-1'), false);
    for (const text of ['N/A', 'aws-global', 'eusc-de-east-1'])
      assert.equal(isRegionIn('aws', text), false);
  });

  it('is JSON, or none', () => {
    assert.deepEqual(jsonIn('{"a":1}'), { a: 1 });
    assert.equal(jsonIn('{'), undefined);
  });

  it('is the name of a user that a console makes', () => {
    for (const name of ['BedrockAPIKey-x1y2', 'CloudWatchAPIKey-0000'])
      assert.ok(isConsoleUser(name));
    const others = [
      'APIKey-x1y2',
      'BedrockAPIKey-x1y',
      'BedrockAPIKey-x1y2z',
      '1BedrockAPIKey-x1y2',
    ];
    for (const name of [...others, 'BedrockAPIKey-X1Y2', 'alice'])
      assert.ok(!isConsoleUser(name), name);
  });

  it('has a sign that no tag takes, or too many', () => {
    for (const text of [
      '',
      'Ada Lovelace',
      'é ü 漢 ٣',
      '_.:/=+-@',
      'x'.repeat(256),
      '😀'.slice(0, 0),
    ])
      assert.equal(foreignToTag(text), undefined, text);
    for (const sign of ['<', '\n', '😀', '“', '(', ','])
      assert.equal(foreignToTag(`a${sign}b`), JSON.stringify(sign));
    assert.equal(foreignToTag('x'.repeat(257)), '257 characters');
    // A sign of two units is one.
    assert.equal(foreignToTag('𠮷'.repeat(256)), undefined);
    assert.equal(foreignToTag('𠮷'.repeat(257)), '257 characters');
    assert.equal(foreignToTag(`${'x'.repeat(256)}<`), '"<"');
  });
});
