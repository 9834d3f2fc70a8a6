import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  LookupEventsCommand,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListRuleNamesByTargetCommand,
} from '@aws-sdk/client-eventbridge';
import { iamEventsRegion } from '../../../rules/arn';
import type { Caller } from '../../aws/caller';
import { requestHandler } from '../../aws/credentials';
import { asked, fine, wrong, type Finding } from '../finding';
import { whyUseless, type FoundTrail } from '../judge-trail';

/** An account, and the credentials to look at it with. */
export type InAccount = Pick<Caller, 'accountId' | 'partition' | 'client'>;

const page = 'docs/doctor.md#key-events';

function clientOf({ partition, client }: InAccount) {
  return { ...client, region: iamEventsRegion(partition), requestHandler };
}

/** Whether a trail logs what happens to keys: without one EventBridge gets nothing of it. */
export async function lookAtTrail(account: InAccount): Promise<readonly Finding[]> {
  const subject = { what: 'trail', id: account.accountId };
  const cloudTrail = new CloudTrailClient(clientOf(account));
  return asked(account, subject, 'cloudtrail:DescribeTrails', async () => {
    const { trailList = [] } = await cloudTrail.send(new DescribeTrailsCommand({}));
    const found = await Promise.all(trailList.map((trail) => describe(cloudTrail, trail)));
    const judged = found.map((each) => ({ ...each, why: whyUseless(each) }));
    const good = judged.find(({ why }) => why === undefined);
    if (good) {
      const { Name = '', IsOrganizationTrail } = good.trail;
      const whose = IsOrganizationTrail ? 'the organization’s trail' : 'the trail';
      return [fine(subject, `${whose} ${Name} logs management events`)];
    }
    const whys = judged.map(({ trail, why }) => `${trail.Name}: ${why}`);
    const seen = whys.length > 0 ? ` (${whys.join('; ')})` : '';
    return [
      wrong(
        subject,
        `no trail logs what happens to keys${seen}: a new key is announced by the daily run alone`,
        {
          todo: 'keyturn:createTrail: true in the identity account’s stack file, or a trail of the organization that logs management events',
          page,
        },
      ),
    ];
  });
}

async function describe(cloudTrail: CloudTrailClient, trail: Trail): Promise<FoundTrail> {
  // Of a trail of another region or of the organization the name alone does not do.
  const arn = trail.TrailARN;
  const [{ IsLogging = false }, selectors] = await Promise.all([
    cloudTrail.send(new GetTrailStatusCommand({ Name: arn })),
    cloudTrail.send(new GetEventSelectorsCommand({ TrailName: arn })),
  ]);
  return { trail, isLogging: IsLogging, selectors };
}

/** Whether the account forwards its key events to the monitor's bus. */
export async function lookAtForwarder(
  account: InAccount,
  eventBusArn: string,
): Promise<readonly Finding[]> {
  const subject = { what: 'key-event-rule', id: account.accountId };
  const events = new EventBridgeClient(clientOf(account));
  return asked(account, subject, 'events:ListRuleNamesByTarget', async () => {
    const { RuleNames = [] } = await events.send(
      new ListRuleNamesByTargetCommand({ TargetArn: eventBusArn }),
    );
    const rules = await Promise.all(
      RuleNames.map((Name) => events.send(new DescribeRuleCommand({ Name }))),
    );
    const region = iamEventsRegion(account.partition);
    if (rules.some(({ State }) => State !== 'DISABLED'))
      return [fine(subject, `a rule in ${region} forwards to the monitor’s bus`)];
    const [rule] = rules;
    return [
      rule
        ? wrong(
            subject,
            `the rule ${rule.Name} in ${region} is switched off: no new key of the account is announced`,
            {
              todo: `aws events enable-rule --name ${rule.Name} --region ${region}`,
              page,
            },
          )
        : wrong(
            subject,
            `no rule in ${region} forwards to the monitor’s bus: no new key of the account is announced`,
            {
              todo: 'pulumi up on the account’s stack, or on the StackSet’s',
              page,
            },
          ),
    ];
  });
}

/** Whether a key was made in the account in that time, by CloudTrail. */
export async function hasMadeKey(account: InAccount, from: Date, to: Date): Promise<boolean> {
  const cloudTrail = new CloudTrailClient(clientOf(account));
  const { Events = [] } = await cloudTrail.send(
    new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateAccessKey' }],
      StartTime: from,
      EndTime: to,
      MaxResults: 1,
    }),
  );
  return Events.length > 0;
}
