import {
  paginateListSubscriptionsByTopic,
  SNSClient,
  type Subscription,
} from '@aws-sdk/client-sns';
import { parseArn } from '../../../rules/arn';
import { requestHandler } from '../../aws/credentials';
import type { Deployment } from '../deployment';
import { asked, fine, orAbsent, wrong, type Finding } from '../finding';

const page = 'docs/run.md#an-alarm-comes';

/** Who hears the alarms that go to a topic. */
export async function lookAtTopic(
  { caller, declared }: Deployment,
  topicArn: string,
): Promise<readonly Finding[]> {
  const region = parseArn(topicArn)?.region ?? caller.client.region;
  const client = new SNSClient({ ...caller.client, region, requestHandler });
  const topic = { what: 'alarm-topic', id: topicArn };
  return asked(caller, topic, 'sns:ListSubscriptionsByTopic', async () => {
    const found = await orAbsent(subscriptionsOf(client, topicArn));
    if (!found)
      return [
        wrong(topic, 'there is no such topic', { todo: 'pulumi up on the monitor’s stack', page }),
      ];
    const wanted = declared?.plan.config.alarmEmails ?? [];
    const subscribed = new Set(found.map(({ Endpoint }) => Endpoint));
    const missing = wanted.filter((email) => !subscribed.has(email));
    return [
      ...found.map((each) => judgeSubscription(topicArn, each)),
      ...missing.map((email) =>
        wrong(
          { what: 'subscription', id: email },
          'the stack’s file names it, and it is not subscribed',
          {
            todo: 'pulumi up on the monitor’s stack',
            page,
          },
        ),
      ),
      ...(found.length + missing.length === 0
        ? [
            wrong(topic, 'nobody is subscribed: the alarms reach no one', {
              todo: 'keyturn:alarmEmails in the stack’s file, or subscribe to the topic',
              page,
            }),
          ]
        : []),
    ];
  });
}

async function subscriptionsOf(
  client: SNSClient,
  TopicArn: string,
): Promise<readonly Subscription[]> {
  const found: Subscription[] = [];
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
    { client },
    { TopicArn },
  ))
    found.push(...Subscriptions);
  return found;
}

/** SNS lists no ARN for one until it is confirmed, which its e-mail asks for; another Subscribe sends that again. */
function judgeSubscription(
  topicArn: string,
  { Endpoint = '', Protocol = '', SubscriptionArn = '' }: Subscription,
): Finding {
  const subject = { what: 'subscription', id: Endpoint };
  if (SubscriptionArn.startsWith('arn:')) return fine(subject, `confirmed, by ${Protocol}`);
  const todo = `whoever reads that address confirms it by the link in the e-mail of AWS Notifications; aws sns subscribe --topic-arn ${topicArn} --protocol ${Protocol} --notification-endpoint ${Endpoint} sends it again`;
  return wrong(subject, 'nobody has confirmed it: it hears nothing', { todo, page });
}
