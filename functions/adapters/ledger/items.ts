import { z } from 'zod';
import { credentialKinds } from '../../../rules/credentials';
import { accessKeyRef, type CredentialRef } from '../../../rules/credentials/credential';
import type { AccountLedger, CredentialRecord, NoticeRecord } from '../../../rules/ledger';
import type { SshKeysAsked } from '../../../rules/ssh-key-days';
import { isNewer } from '../../../rules/stored-versions';
import { LedgerError } from '../../ledger-error';
import { deliveryStateSchema, splitNotice, type EveryField } from './delivery-state';

/**
 * The table's items: partition key `account`, sort key `item`, which begins with one of these. Instants are
 * stored as ISO 8601 text.
 */
export const itemPrefixes = {
  key: 'key#',
  /** Of any other credential: `credential#password#AIDA…`. */
  credential: 'credential#',
  notice: 'notice#',
  finding: 'finding#',
  /** By the user's id. */
  move: 'move#',
} as const;
/** The sort key of what is known of the account itself. */
export const accountItem = 'account';

/** DynamoDB's time to live: seconds since 1970. The table's definition names it too. */
export const expiryField = 'expiresAt';

const instant = z.iso.datetime().transform((text) => new Date(text));

/** What every item has; the rest is read by what kind it is. */
export interface StoredItem {
  readonly account: string;
  readonly item: string;
  readonly notice?: unknown;
}

const accountSchema = z.object({
  firstReadAt: instant.optional(),
  lastReadAt: instant.optional(),
  sshKeysAsked: z
    .object({ at: z.record(z.string(), instant), unanswered: z.array(z.string()) })
    .transform(({ at, unanswered }): SshKeysAsked => {
      const times = Object.entries(at).map(([part, asked]) => [Number(part), asked] as const);
      return { at: new Map(times), unanswered: new Set(unanswered) };
    })
    .optional(),
} satisfies EveryField<Pick<AccountLedger, AccountField>>);
/** What the ledger knows of the account itself. */
export type AccountField = 'firstReadAt' | 'lastReadAt' | 'sshKeysAsked';

/** As the account's item has it. */
export function storedAsked({ at, unanswered }: SshKeysAsked): object {
  const times: Record<string, string> = {};
  for (const [part, asked] of at) times[String(part)] = asked.toISOString();
  return { at: times, unanswered: [...unanswered] };
}

const expiry = z
  .number()
  .transform((seconds) => new Date(seconds * 1000))
  .optional();

const credentialSchema = z.object({
  userId: z.string(),
  userName: z.string(),
  createdAt: instant,
  status: z.enum(['Active', 'Inactive', 'Expired']),
  fingerprint: z.string(),
  lastExemptOn: z.string().optional(),
  lastAloneAt: instant.optional(),
  disabling: z.object({ noticeId: z.string(), since: instant }).optional(),
  attempts: z.set(z.string()).optional(),
  disabledAt: instant.optional(),
  enabledAt: instant.optional(),
  [expiryField]: expiry,
} satisfies EveryField<Omit<CredentialRecord, 'credential'> & { attempts: unknown }>);

const noticeRecordSchema = z.object({
  ...deliveryStateSchema.shape,
  plannedAt: instant,
  [expiryField]: expiry,
} satisfies EveryField<Omit<NoticeRecord, 'id' | 'newer'>>);

const findingSchema = z.object({ reportedAt: instant });

/** What is readable of it, whatever version wrote it: the rest of the account is read all the same. */
export function readAccountItem(item: StoredItem): z.infer<typeof accountSchema> {
  if (!isNewer('account', item)) return read(accountSchema, item);
  const { data = {} } = accountSchema.safeParse(item);
  return data;
}

/** Access keys have had a prefix of their own since before there were other kinds. */
export function credentialItem({ kind, id }: CredentialRef): string {
  return kind === 'access-key' ? itemPrefixes.key + id : `${itemPrefixes.credential}${kind}#${id}`;
}

/** What the item is the record of; undefined where it is of no credential of a kind that is known. */
export function credentialOfItem({ item }: StoredItem): CredentialRef | undefined {
  if (item.startsWith(itemPrefixes.key)) return accessKeyRef(item.slice(itemPrefixes.key.length));
  const kind = credentialKinds.find((each) =>
    item.startsWith(credentialItem({ kind: each, id: '' })),
  );
  return kind && { kind, id: item.slice(credentialItem({ kind, id: '' }).length) };
}

/** Undefined where a newer version wrote it. */
export function readCredentialItem(
  item: StoredItem,
  credential: CredentialRef,
): CredentialRecord | undefined {
  if (isNewer('credential', item)) return undefined;
  const { disabling, attempts, ...rest } = read(credentialSchema, item);
  const begun = disabling && { disabling: { ...disabling, attempts: [...(attempts ?? [])] } };
  return { credential, ...rest, ...begun };
}

export function readNoticeItem(item: StoredItem): NoticeRecord {
  const id = item.item.slice(itemPrefixes.notice.length);
  if (isNewer('notice', item)) return { id, plannedAt: new Date(0), newer: 'record' };
  const { known, newer } = splitNotice(item);
  return { id, ...read(noticeRecordSchema, known), ...(newer && { newer: 'notice' }) };
}

/** Undefined where a newer version wrote it. */
export function readFindingItem(
  item: StoredItem,
): { finding: string; reportedAt: Date } | undefined {
  if (isNewer('finding', item)) return undefined;
  const { reportedAt } = read(findingSchema, item);
  return { finding: item.item.slice(itemPrefixes.finding.length), reportedAt };
}

/** @throws LedgerError that names the item and its fields */
export function read<Schema extends z.ZodType>(schema: Schema, item: StoredItem): z.infer<Schema> {
  const result = schema.safeParse(item);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `field ${path.map(String).join('.')}: ${message}`,
  );
  throw new LedgerError(item.account, item.item, problems.join('; '));
}
