import { functionsOf, type MonitorNames } from '../../rules/names';
import {
  counted,
  depthOf,
  endings,
  executions,
  failures,
  LATE_SECONDS,
  throttles,
  traffic,
  type Measure,
} from './measures';

/** The monitor that a dashboard shows. */
export interface Shown {
  readonly names: MonitorNames;
  readonly region: string;
  readonly alarmArns: readonly string[];
  /** The age in days at which an engineer's key stops. */
  readonly stopAt: number;
  /** Of distributed runs alone. */
  readonly stateMachineArn?: string;
  /** Whether people answer in Slack. */
  readonly isInteractive: boolean;
}

/** A metric, and what it is called in its graph. */
interface Line {
  readonly label: string;
  readonly measure: Measure<string>;
}

export interface Graph {
  readonly title: string;
  readonly period: number;
  /** Of all lines, where it is not the measures' own. */
  readonly statistic?: string;
  readonly lines: readonly Line[];
  /** A line across, and on which side of it something is wrong. */
  readonly limit?: {
    readonly label: string;
    readonly value: number;
    readonly wrong: 'above' | 'below';
  };
  /** The unit, where CloudWatch has none. */
  readonly unit?: string;
}

const HOUR = 60 * 60;
/** A run is daily: what it counts is shown by the day. */
const DAY = 24 * HOUR;

/** What is shown, row by row. */
export function graphRows(shown: Shown): readonly (readonly Graph[])[] {
  const { names, stopAt, stateMachineArn, isInteractive } = shown;
  const monitor = names.functionOf('monitor');
  return [
    [
      {
        title: 'Oldest enabled key of an engineer',
        period: DAY,
        statistic: 'Maximum',
        lines: [{ label: 'Days', measure: counted('OldestKeyAge', monitor) }],
        limit: { label: `Stops at ${stopAt} days`, value: stopAt, wrong: 'above' },
        unit: 'days',
      },
      {
        title: 'Keys past their day',
        period: DAY,
        statistic: 'Maximum',
        lines: [
          { label: 'Past their day', measure: counted('KeysPastDay', monitor) },
          { label: 'Held back by the circuit breaker', measure: counted('KeysHeldBack', monitor) },
        ],
      },
    ],
    [
      {
        title: 'Keys disabled',
        period: DAY,
        lines: [{ label: 'Disabled', measure: counted('KeysDisabled', monitor) }],
      },
      {
        title: 'Messages',
        period: DAY,
        lines: [
          { label: 'Queued', measure: traffic('NumberOfMessagesSent', names.noticeQueue) },
          { label: 'Done', measure: traffic('NumberOfMessagesDeleted', names.noticeQueue) },
          {
            label: 'Of earlier days, not arrived',
            measure: counted('NoticesUndelivered', monitor),
          },
        ],
      },
      {
        title: 'Delivery lag, the longest',
        period: DAY,
        statistic: 'Maximum',
        lines: [{ label: 'Lag', measure: counted('DeliveryLag', monitor) }],
        limit: { label: 'Alarm', value: LATE_SECONDS, wrong: 'above' },
      },
    ],
    [
      {
        title: 'Runs completed',
        period: DAY,
        lines: [{ label: 'Completed', measure: counted('RunCompleted', monitor) }],
        limit: { label: 'One a day', value: 1, wrong: 'below' },
      },
      {
        title: 'Accounts that were not read',
        period: DAY,
        statistic: 'Maximum',
        lines: [{ label: 'Not read', measure: counted('AccountsUnread', monitor) }],
      },
      { title: 'Dead letters', period: HOUR, lines: deadLetters(shown) },
    ],
    [
      { title: 'Errors of the functions', period: HOUR, lines: errors(shown) },
      ...(isInteractive ? [presses(shown)] : []),
      ...(stateMachineArn === undefined ? [] : [distributedRuns(stateMachineArn)]),
    ],
  ];
}

function deadLetters({ names, isInteractive }: Shown): readonly Line[] {
  const { undeliveredQueue, failedRunsQueue, missedSchedulesQueue, undoneQueue } = names;
  return [
    { label: 'Messages not delivered', measure: depthOf(undeliveredQueue) },
    { label: 'Runs and events that failed', measure: depthOf(failedRunsQueue) },
    { label: 'Schedules missed', measure: depthOf(missedSchedulesQueue) },
    ...(isInteractive ? [{ label: 'Presses not done', measure: depthOf(undoneQueue) }] : []),
  ];
}

function errors({ names, isInteractive }: Shown): readonly Line[] {
  return functionsOf(isInteractive).map((what) => ({
    label: what,
    measure: failures(what, names.functionOf(what)),
  }));
}

function presses({ names }: Shown): Graph {
  const slackIn = names.functionOf('slack-in');
  return {
    title: 'Presses in Slack',
    period: HOUR,
    lines: [
      { label: 'Taken', measure: counted('ActionsQueued', slackIn) },
      { label: 'Refused', measure: counted('RequestsRefused', slackIn) },
      { label: 'Throttled', measure: throttles(slackIn) },
    ],
  };
}

function distributedRuns(stateMachineArn: string): Graph {
  return {
    title: 'Distributed runs',
    period: HOUR,
    lines: endings.map((ending) => ({
      label: ending,
      measure: executions(ending, stateMachineArn),
    })),
  };
}
