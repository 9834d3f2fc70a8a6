import assert from 'node:assert/strict';
import {
  auditStackSetName,
  defaultAuditRoleName,
  defaultGroupName,
  defaultMonitorName,
  documentationUrl,
  keyEventsRuleName,
  namesOfMonitor,
  pressSourceIdentity,
} from './names';

describe('the names that a deployed company has', () => {
  // Another name is another role, table or queue: an upgrade would make it anew, and leave the ledger behind.
  it('stay what they are', () => {
    const { functionOf, logGroupOf, ...names } = namesOfMonitor('keyturn');
    const known = {
      scheduleGroup: 'keyturn',
      schedule: 'keyturn-daily',
      scheduleRole: 'keyturn-schedule',
      stateMachine: 'keyturn-run',
      runRole: 'keyturn-run',
      eventBus: 'keyturn',
      ledger: 'keyturn-ledger',
      noticeQueue: 'keyturn-notices.fifo',
      undeliveredQueue: 'keyturn-undelivered.fifo',
      actionsQueue: 'keyturn-actions.fifo',
      undoneQueue: 'keyturn-undone.fifo',
      failedRunsQueue: 'keyturn-failed-runs',
      missedSchedulesQueue: 'keyturn-missed-schedules',
      alarmTopic: 'keyturn-alarms',
      dashboard: 'keyturn',
      runLogGroup: '/aws/vendedlogs/states/keyturn-run',
      keyAlias: 'alias/keyturn',
    };
    assert.deepEqual(names, known);
    assert.equal(functionOf('key-events'), 'keyturn-key-events');
    assert.equal(functionOf('slack-in'), 'keyturn-slack-in');
    assert.equal(functionOf('act'), 'keyturn-act');
    assert.equal(logGroupOf('key-events'), '/aws/lambda/keyturn-key-events');
    assert.equal(logGroupOf('act'), '/aws/lambda/keyturn-act');
    assert.equal(defaultMonitorName, 'keyturn');
    assert.equal(defaultAuditRoleName, 'keyturn-audit');
    assert.equal(defaultGroupName, 'engineers');
    assert.equal(auditStackSetName, 'keyturn-audit-role');
    assert.equal(pressSourceIdentity, 'keyturn-act');
    assert.equal(keyEventsRuleName, 'keyturn-key-events');
  });

  it('begin with the monitor’s own', () =>
    assert.equal(namesOfMonitor('watch').ledger, 'watch-ledger'));

  it('lead to the documentation', () => assert.match(documentationUrl, /^https:\/\/\S+\/docs$/));
});
