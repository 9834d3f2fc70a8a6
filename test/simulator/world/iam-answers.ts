import { AccountError } from '../../../functions/account-error';
import type { CredentialReportRow } from '../../../functions/adapters/iam/credential-report';
import { statusAction } from '../../../rules/credentials';
import { isUnknown, type RootCredentials, type Unknown } from '../../../rules/model';
import type { Sightings } from '../truth/sightings';
import type { Kind, Rules } from '../story/story';
import type { Aws } from './aws';
import type { TrueUser, UserHistory } from './user-history';
import { HOUR } from './calendar';
import type { Chronicle } from './chronicle';
import type { Clock } from './clock';
import type { Weather } from './weather';

/** A credential report is made at most every four hours. */
const REPORT_LIFE = 4 * HOUR;

export interface CredentialReport {
  /** Why there is none. */
  readonly at: Date | Unknown;
  readonly rows: ReadonlyMap<string, CredentialReportRow>;
  readonly root: RootCredentials | Unknown;
}

export interface World {
  readonly aws: Aws;
  readonly clock: Clock;
  readonly weather: Weather;
  readonly chronicle: Chronicle;
  readonly sightings: Sightings;
  readonly pageSize: number;
  /** The day before the first reminder: from then on the adapter asks for a key every day. */
  readonly dueAge: number;
  /** Keys that nobody has used for so long are asked for, too; undefined: nothing is done about them. */
  readonly unusedAge: number | undefined;
  readonly others: Rules['others'];
  /** The last credential report of each account. */
  readonly reports: Map<string, CredentialReport>;
}

/** How IAM calls the listing of them. */
export const listOperations: Readonly<Record<Kind, string>> = {
  'access-key': 'iam:ListAccessKeys',
  'service-specific': 'iam:ListServiceSpecificCredentials',
  'ssh-key': 'iam:ListSSHPublicKeys',
  'signing-certificate': 'iam:ListSigningCertificates',
};

const none: Unknown = { unknown: 'there is no credential report' };
const noReport: CredentialReport = { at: { unknown: 'simulated' }, rows: new Map(), root: none };

/** What IAM answers at the moment: throttled, a while behind the truth, silent about some. */
export class IamAnswers {
  constructor(private readonly world: World) {}

  report(accountId: string): CredentialReport {
    const { aws, clock, chronicle, reports, weather } = this.world;
    if (weather.hasNoReport(accountId, clock.now)) {
      chronicle.count('no credential report');
      return noReport;
    }
    const known = reports.get(accountId);
    if (known && !isUnknown(known.at) && clock.now - known.at.getTime() < REPORT_LIFE) {
      chronicle.count('credential report of an earlier run');
      return known;
    }
    const users = aws.usersOf(accountId).flatMap((history) => this.visible(history) ?? []);
    const rows = new Map(users.map((user) => [user.name, rowOf(user)]));
    const at = new Date(clock.now);
    const report = { at, rows, root: rootOf(at, weather.hasRootKey(accountId, clock.now)) };
    reports.set(accountId, report);
    return report;
  }

  visible(user: UserHistory | undefined): TrueUser | undefined {
    const { clock, weather, chronicle } = this.world;
    const lag = weather.lag(clock.now);
    const seen = lag === 0 ? user?.now : user?.at(clock.now - lag);
    if (seen !== user?.now) chronicle.fault('older state shown');
    return seen;
  }

  /** Whether nobody may list what the user has of that kind. */
  hides(kind: Kind, user: UserHistory): boolean {
    const { weather, clock } = this.world;
    return kind === 'service-specific'
      ? weather.hidesServices(user.accountId, clock.now)
      : weather.hides(kind, user.who, clock.now);
  }

  assertAnswers(accountId: string, operation: string): void {
    const { weather, clock, chronicle } = this.world;
    if (weather.isUnreadable(accountId, clock.now)) {
      chronicle.fault('access denied');
      throw refused(accountId, operation);
    }
    if (weather.isThrottled(clock.now)) {
      chronicle.fault(`throttled ${operation}`);
      throw new AccountError('throttled', accountId, operation, 'simulated');
    }
  }
}

/** @throws AccountError where nothing of the kind can be turned off */
export function assertSwitches(
  { weather, clock, chronicle }: World,
  accountId: string,
  kind: Kind,
): void {
  const code = weather.switchFailure(accountId, kind, clock.now);
  if (!code) return;
  const operation = statusAction(kind);
  chronicle.fault(`switch: ${code}`);
  throw new AccountError(code, accountId, operation, 'simulated');
}

export function refused(accountId: string, operation: string): AccountError {
  return new AccountError('access-denied', accountId, operation, 'simulated');
}

/** What stands in the place of what nobody may list. */
export function hidden(kind: Kind): Unknown {
  return { unknown: `access-denied at ${listOperations[kind]}` };
}

function rootOf(asOf: Date, hasKey: boolean): RootCredentials {
  return {
    asOf,
    hasPassword: true,
    hasMfa: true,
    keys: hasKey ? [{ status: 'Active' }] : [],
    certificates: [],
  };
}

const rows = new WeakMap<TrueUser, CredentialReportRow>();

/** The user's row, as long as nothing about the user changes. */
function rowOf(user: TrueUser): CredentialReportRow {
  const certificates = user.others.filter(({ kind }) => kind === 'signing-certificate');
  const made = rows.get(user) ?? {
    userCreatedAt: user.createdAt,
    password: user.password,
    hasMfa: user.hasMfa,
    slots: user.keys.map(({ status, changedAt, lastUsed }) => ({ status, changedAt, lastUsed })),
    ...(certificates.length > 0 && {
      certificates: certificates.map(({ status, changedAt }, n) => ({
        ...{ place: `cert_${n + 1}`, status, changedAt },
      })),
    }),
    fingerprint: user.keys.map((key) => `${key.status} ${key.changedAt.toISOString()}`).join(),
  };
  rows.set(user, made);
  return made;
}
