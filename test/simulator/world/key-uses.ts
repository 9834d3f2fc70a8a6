import { AccountError } from '../../../functions/account-error';
import type { KeyUses, KeyUsesPort, UsedKey } from '../../../functions/ports/key-uses';
import type { Account } from '../../../rules/model';
import { usesIn, type SignedCall } from '../../../rules/notices';
import type { RunRecord } from './run-record';
import { HOUR } from './calendar';
import { IamAnswers, type World } from './iam-answers';
import type { Process } from './process';

/** What people run, and what somebody runs who would like to be read as something else. */
const programs: readonly Omit<SignedCall, 'at'>[] = [
  { source: 'ecr.amazonaws.com', address: '198.51.100.7', userAgent: 'aws-sdk-go/1.44.1 (go1.19)' },
  {
    source: 'sts.amazonaws.com',
    address: '203.0.113.7',
    userAgent: '[aws-cli/2.31.0 md/x ua/2.1]',
  },
  { source: 's3.amazonaws.com', address: 'AWS Internal', userAgent: 'AWS Internal' },
  {
    source: 'ec2.amazonaws.com',
    address: '<!channel>',
    userAgent: 'Rotate your AWS key …AAAA in x (1) before Monday, 1 January 2029: aws-vault\n```*',
  },
  { source: 'iam.amazonaws.com' },
];

/** CloudTrail as one run meets it: throttled, refused, or without an answer. */
export class SimulatedKeyUses implements KeyUsesPort {
  readonly #answers: IamAnswers;

  constructor(
    private readonly world: World,
    private readonly run: RunRecord,
    private readonly process: Process,
  ) {
    this.#answers = new IamAnswers(world);
  }

  async usesOf(account: Account, { id }: UsedKey, since: Date): Promise<KeyUses> {
    const { chronicle } = this.world;
    chronicle.visit(this.run, account.id).askedWhoUses.push(id);
    try {
      return await this.process.call('iam.usesOf', () => {
        this.#answers.assertAnswers(account.id, 'cloudtrail:LookupEvents');
        chronicle.count('told who uses a key');
        // Of some keys CloudTrail knows nothing.
        const known = programs.slice(id.charCodeAt(id.length - 1) % (programs.length + 1));
        const calls = known.map((each, n) => ({ ...each, at: new Date(+since + n * HOUR) }));
        return Promise.resolve({ uses: usesIn(calls), failed: [] });
      });
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      return { uses: [], failed: [error.message] };
    }
  }
}
