import { z } from 'zod';
import { badUse } from '../cli-error';
import { readText, remove, writeOwn, type Disk } from './disk';
import { jsonIn } from '../../rules/json-in';

const VERSION = 1;

/**
 * What is written down before a key is made, and is there until one is left. A new key's secret is in no journal: until
 * it is stored, only the process has it, and nobody once that is dead.
 */
const journalSchema = z.strictObject({
  version: z.literal(VERSION),
  /** As it was named, if it was. */
  profile: z.string().optional(),
  /** That of aws-vault, where it was one of the places. */
  awsVault: z.string().optional(),
  userArn: z.string(),
  oldKeyId: z.string(),
  /** All that the user had before: what is new since was made by this rotation, or by somebody else meanwhile. */
  keyIdsBefore: z.array(z.string()),
  /** When the command first used the old key, and when a key was about to be made; by AWS's clock. */
  openedAt: z.iso.datetime(),
  begunAt: z.iso.datetime(),
  /** When the call that makes a key ended without an answer. */
  brokeOffAt: z.iso.datetime().optional(),
  /** Not there: it was about to be made, or the call broke off. */
  newKeyId: z.string().optional(),
});
export type Journal = z.infer<typeof journalSchema>;

/**
 * The rotation that was not finished, if there is one.
 * @throws CliError for what is no journal, or one of a newer version: a key may hang on it
 */
export function readJournal(disk: Disk, file: string): Journal | undefined {
  const text = readText(disk, file);
  if (text === undefined) return undefined;
  const { success, data } = journalSchema.safeParse(jsonIn(text));
  if (success) return data;
  throw badUse(
    `${file} is to tell of an unfinished rotation, and is none that this version of keyturn can read: finish it with the version that wrote it, or look at your access keys in the AWS console, then delete the file`,
  );
}

export function writeJournal(disk: Disk, file: string, journal: Omit<Journal, 'version'>): void {
  writeOwn(disk, file, `${JSON.stringify({ version: VERSION, ...journal }, null, 2)}\n`);
}

export function removeJournal(disk: Disk, file: string): void {
  remove(disk, file);
}
