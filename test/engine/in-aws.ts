import {
  GetGroupPolicyCommand,
  GetUserCommand,
  IAMClient,
  ListGroupsForUserCommand,
  paginateListRoles,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { awsOf } from '../../emulation/company/aws-of';
import type { Moto } from '../../emulation/moto/start';

/** Looks at an account of the emulated AWS with the AWS SDK, past Pulumi. */
export class InAws {
  constructor(
    private readonly moto: Moto,
    readonly accountId: string,
    private readonly region = 'eu-central-1',
  ) {}

  async iam(): Promise<IAMClient> {
    return new IAMClient(await this.config());
  }

  async userNames(): Promise<readonly string[]> {
    const names: string[] = [];
    for await (const { Users = [] } of paginateListUsers({ client: await this.iam() }, {}))
      names.push(...Users.map(({ UserName = '' }) => UserName));
    return names.sort();
  }

  /** IAM's unique id, which another user of the same name would not have. */
  async userId(userName: string): Promise<string | undefined> {
    const { User } = await (await this.iam()).send(new GetUserCommand({ UserName: userName }));
    return User?.UserId;
  }

  async arnOf(userName: string): Promise<string | undefined> {
    const { User } = await (await this.iam()).send(new GetUserCommand({ UserName: userName }));
    return User?.Arn;
  }

  async tag(userName: string, key: string): Promise<string | undefined> {
    const { User } = await (await this.iam()).send(new GetUserCommand({ UserName: userName }));
    return User?.Tags?.find((tag) => tag.Key === key)?.Value;
  }

  async groupsOf(userName: string): Promise<readonly string[]> {
    const { Groups = [] } = await (
      await this.iam()
    ).send(new ListGroupsForUserCommand({ UserName: userName }));
    return Groups.map(({ GroupName = '' }) => GroupName).sort();
  }

  async groupPolicyOf(groupName: string, policyName: string): Promise<string> {
    const { PolicyDocument = '' } = await (
      await this.iam()
    ).send(new GetGroupPolicyCommand({ GroupName: groupName, PolicyName: policyName }));
    return decodeURIComponent(PolicyDocument);
  }

  /** Everything of the kinds that our stacks make, by name: empty when all is gone. */
  async everything(): Promise<readonly string[]> {
    const config = await this.config();
    const roles: string[] = [];
    for await (const { Roles = [] } of paginateListRoles({ client: await this.iam() }, {}))
      roles.push(...Roles.map(({ RoleName = '' }) => RoleName));
    const { TableNames = [] } = await new DynamoDBClient(config).send(new ListTablesCommand({}));
    const { Functions = [] } = await new LambdaClient(config).send(new ListFunctionsCommand({}));
    const { QueueUrls = [] } = await new SQSClient(config).send(new ListQueuesCommand({}));
    return [
      ...(await this.userNames()),
      ...roles,
      ...TableNames,
      ...Functions.map(({ FunctionName = '' }) => FunctionName),
      ...QueueUrls,
    ];
  }

  async config() {
    return awsOf(this.moto, { accountId: this.accountId, region: this.region });
  }
}
