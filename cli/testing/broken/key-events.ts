import {
  CloudTrailClient,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  ListRuleNamesByTargetCommand,
  ListTargetsByRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  EVENTS_REGION,
  IDENTITY,
  MONITOR,
  PRODUCTION,
  REGION,
  type DoctoredCompany,
} from '../doctored-company';
import { doctor, type Broken } from './broken';

const busArn = `arn:aws:events:${REGION}:${MONITOR}:event-bus/keyturn`;

/** The way of key events, and whom the monitor watches. */
export const keyEventsBroken: Readonly<Record<string, Broken>> = {
  'a trail that is stopped': {
    what: 'trail',
    id: PRODUCTION,
    found: /management: it is stopped/,
    page: doctor,
    break: async (company) => {
      const cloudTrail = new CloudTrailClient(await company.awsOf(PRODUCTION, EVENTS_REGION));
      await cloudTrail.send(new StopLoggingCommand({ Name: 'management' }));
      return () => cloudTrail.send(new StartLoggingCommand({ Name: 'management' }));
    },
  },
  'a trail that logs what is read alone': {
    what: 'trail',
    id: IDENTITY,
    found: /does not log management events that write/,
    page: doctor,
    break: async (company) => {
      const cloudTrail = new CloudTrailClient(await company.awsOf(IDENTITY, EVENTS_REGION));
      const log = (ReadWriteType: 'ReadOnly' | 'All') =>
        cloudTrail.send(
          new PutEventSelectorsCommand({
            TrailName: 'management',
            EventSelectors: [{ ReadWriteType, IncludeManagementEvents: true }],
          }),
        );
      await log('ReadOnly');
      return () => log('All');
    },
  },
  'a rule of an account that is off': {
    what: 'key-event-rule',
    id: PRODUCTION,
    found: /is switched off: no new key of the account/,
    page: doctor,
    break: async (company) => {
      const { events, Name } = await forwarderOf(company);
      await events.send(new DisableRuleCommand({ Name }));
      return () => events.send(new EnableRuleCommand({ Name }));
    },
  },
  'an account that forwards nothing': {
    what: 'key-event-rule',
    id: PRODUCTION,
    found: /no rule in us-east-1 forwards/,
    page: doctor,
    break: async (company) => {
      const { events, Name } = await forwarderOf(company);
      return withoutTargets(events, { Rule: Name });
    },
  },
  'a rule of the bus that is off': {
    what: 'bus-rule',
    id: 'keyturn/keyturn-key-events',
    found: /switched off: key events wake nobody/,
    page: doctor,
    break: async (company) => {
      const events = new EventBridgeClient(await company.awsOf(MONITOR));
      const rule = { Name: 'keyturn-key-events', EventBusName: 'keyturn' };
      await events.send(new DisableRuleCommand(rule));
      return () => events.send(new EnableRuleCommand(rule));
    },
  },
  'a rule of the bus that wakes nobody': {
    what: 'bus-rule',
    id: 'keyturn/keyturn-key-events',
    found: /none of its targets/,
    page: doctor,
    break: async (company) =>
      withoutTargets(new EventBridgeClient(await company.awsOf(MONITOR)), {
        Rule: 'keyturn-key-events',
        EventBusName: 'keyturn',
      }),
  },
  'an account of the stack files that nobody watches': {
    what: 'watched',
    id: '444444444444',
    found: /sandbox has a stack file, and nobody watches it/,
    page: doctor,
    break: ({ project }) => {
      project.write(
        'Pulumi.sandbox.yaml',
        `config:\n  aws:region: ${REGION}\n  keyturn:accountKinds: [member]\n  keyturn:accountId: '444444444444'\n`,
      );
      return () => project.delete('Pulumi.sandbox.yaml');
    },
  },
  'an account that is watched, of which no file says anything': {
    what: 'watched',
    id: PRODUCTION,
    found: /the stack files say nothing of it/,
    page: doctor,
    break: ({ project }) => {
      const text = project.read('Pulumi.production.yaml');
      project.delete('Pulumi.production.yaml');
      return () => project.write('Pulumi.production.yaml', text);
    },
  },
};

async function forwarderOf(company: DoctoredCompany) {
  const events = new EventBridgeClient(await company.awsOf(PRODUCTION, EVENTS_REGION));
  const found = await events.send(new ListRuleNamesByTargetCommand({ TargetArn: busArn }));
  return { events, Name: found.RuleNames?.[0] };
}

async function withoutTargets(
  events: EventBridgeClient,
  rule: { readonly Rule: string | undefined; readonly EventBusName?: string },
): Promise<() => Promise<unknown>> {
  const { Targets = [] } = await events.send(new ListTargetsByRuleCommand(rule));
  const Ids = Targets.map(({ Id = '' }) => Id);
  await events.send(new RemoveTargetsCommand({ ...rule, Ids }));
  return () => events.send(new PutTargetsCommand({ ...rule, Targets }));
}
