import { IAMClient, ListUserTagsCommand } from '@aws-sdk/client-iam';
import type { Moto } from '../../emulation/moto/start';
import { IamJudge, type JudgedRole } from '../../functions/act/testing/iam-judge';
import type { PolicyDocument } from '../../rules/policies';
import { Switchboard } from '../killed/switchboard';
import type { Company } from '../permissions/companies';
import { rolesIn, type Role } from '../permissions/grants';

/** The emulated AWS, before which IAM judges what `act` asks by the documents that the stacks have deployed. */
export class JudgedAws {
  private constructor(
    private readonly moto: Moto,
    private readonly switchboard: Switchboard,
    private readonly iam: IamJudge,
  ) {}

  /** Stands before it. */
  static standBefore(moto: Moto): Promise<Switchboard> {
    return Switchboard.start({ aws: moto.url, slack: moto.url });
  }

  /** @param switchboard where the functions take AWS to be */
  static of({ emulated, deployed }: Company, switchboard: Switchboard): JudgedAws {
    const act = emulated.functionOf('keyturn-act');
    const roles = rolesIn(deployed).map(judgedRole);
    const ofAct = roles.find(({ arn }) => arn.endsWith(':role/keyturn-act'));
    if (!ofAct) throw new Error('no role of act is deployed');
    const iam = new IamJudge(ofAct, roles);
    switchboard.answerInstead = (call) => {
      const isActs =
        call.accessKeyId === act.credentials.accessKeyId ||
        iam.sessions.some(({ credentials }) => credentials.accessKeyId === call.accessKeyId);
      return isActs ? iam.answer(call) : undefined;
    };
    return new JudgedAws(emulated.moto, switchboard, iam);
  }

  /** What was refused so far, such as `iam UpdateAccessKey`. */
  get refused(): readonly string[] {
    return this.iam.refused;
  }

  /** How many sessions `act` was given. */
  get sessions(): number {
    return this.iam.sessions.length;
  }

  /** What its last session was held to. */
  get lastPolicy(): PolicyDocument | undefined {
    return this.iam.sessions.at(-1)?.policy;
  }

  /** Has policies see the user's tags of now, and whose the key is. */
  async knows(key: { accountId: string; userName: string; keyId: string }): Promise<void> {
    const credentials = await this.moto.credentialsFor(key.accountId);
    const client = new IAMClient({ endpoint: this.moto.url, region: 'us-east-1', credentials });
    const { Tags = [] } = await client.send(new ListUserTagsCommand({ UserName: key.userName }));
    const tags = Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
    this.iam.users.push({ name: key.userName, tags, keyIds: [key.keyId] });
  }

  async stop(): Promise<void> {
    await this.switchboard.stop();
  }
}

function judgedRole({ arn, trust, permissions }: Role): JudgedRole {
  const Statement = permissions.flatMap(({ document }) => document.Statement);
  const document: PolicyDocument = { Version: '2012-10-17', Statement };
  return { arn, trust, permissions: document };
}
