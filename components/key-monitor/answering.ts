import type { Table } from '@pulumi/aws/dynamodb/table';
import { makeAct } from './act-function';
import type { Parts } from './parts';
import { makeActionQueues, type Queues } from './queues';
import { makeSlackIn } from './slack-in-function';

/** What is there only where people may answer in Slack. */
export type Answering = NonNullable<ReturnType<typeof makeAnswering>>;

/** Undefined where people may not answer in Slack. */
export function makeAnswering(parts: Parts, ledger: Table, queues: Queues) {
  const { answers } = parts.args;
  if (!answers) return undefined;
  const actionQueues = makeActionQueues(parts, answers);
  const slackIn = makeSlackIn(parts, answers, actionQueues);
  const act = makeAct(parts, answers, ledger, queues, actionQueues);
  return {
    ...actionQueues,
    slackIn: slackIn.lambda,
    act: act.lambda,
    actRoleArn: act.role.arn,
    requestUrl: slackIn.url.functionUrl,
    /** The way of a press: where AWS refuses a part of it, nobody is asked, and no message has a button. */
    open: [slackIn.url, act.source],
  };
}
