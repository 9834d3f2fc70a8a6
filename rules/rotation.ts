import { z } from 'zod';
import type { Account } from './model';
import { shellWord } from './shell-word';
import { rotationTools, type RotationTool } from './tags';

/** How a company's own tool is named in messages. Both may hold `{user}`, `{account}` and `{profile}`. */
export interface CustomRotation {
  /** The command that rotates a key, on one line. */
  readonly command: string;
  /** The https address of a page that says the rest. */
  readonly link: string;
}

const placeholders = ['user', 'account', 'profile'] as const;
/** What stands for the placeholders. */
export type Filling = Readonly<Record<(typeof placeholders)[number], string>>;

const longestCommand = 300;
const longestLink = 500;
/** No backtick: it would end the code in which Slack shows it. */
const commandPattern = /^[^\p{C}\p{Zl}\p{Zp}`]*[^\p{C}\p{Z}`][^\p{C}\p{Zl}\p{Zp}`]*$/u;
const linkPattern = /^https:\/\/[a-z\d][a-z\d.-]*(?::\d{1,5})?(?:[/?#][^\s|<>"\\^`]*)?$/i;

/** What is wrong with a custom command: "expected …". Undefined where nothing is. */
export function commandProblem(command: string): string | undefined {
  if (command.length > longestCommand || !commandPattern.test(command))
    return `expected a command on one line, without backticks, of at most ${longestCommand} characters`;
  return unknownPlaceholder(command);
}

/** The same of its link. */
export function linkProblem(link: string): string | undefined {
  if (link.length > longestLink || !linkPattern.test(link))
    return `expected an https address of at most ${longestLink} characters, without blanks`;
  return unknownPlaceholder(link);
}

function unknownPlaceholder(text: string): string | undefined {
  const known = placeholders.map((name) => `{${name}}`);
  const written: readonly string[] = text.match(/\{[^{}]*\}/g) ?? [];
  const unknown = written.find((each) => !known.includes(each));
  if (unknown === undefined) return undefined;
  return `expected in braces no other than ${known.join(', ')}, found ${unknown}`;
}

/** A text of which `problemOf` finds nothing wrong. */
function checkedText(expected: string, problemOf: (text: string) => string | undefined) {
  return z.string(`expected ${expected}`).superRefine((text, context) => {
    const message = problemOf(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message, input: text });
  });
}

/** As stack files and the function's environment have it. */
export const customRotationSchema = z.strictObject({
  command: checkedText('a command', commandProblem),
  link: checkedText('an https address', linkProblem),
});

/** A profile's name as ~/.aws/config and a shell take it as it stands. */
export const profilePattern = /^[\w.@+=,-]{1,128}$/;

/**
 * What the company says of rotating, as the function that writes the messages is told; what a newer version says besides
 * is passed by.
 */
export const rotationSchema = z
  .object({
    /** Of whoever has none of their own. */
    tool: z.enum(rotationTools).default('keyturn'),
    custom: customRotationSchema.optional(),
    /** By account id: the profiles with which engineers use their own users, as `keyturn aws-config` writes them. */
    profiles: z
      .record(z.string(), z.string().regex(profilePattern, "expected a profile's name"))
      .default({}),
  })
  .refine(({ tool, custom }) => tool !== 'custom' || custom !== undefined, {
    path: ['custom'],
    message: 'expected command and link, as the tool is custom',
  });
export type Rotation = z.output<typeof rotationSchema>;

export const defaultRotation: Rotation = { tool: 'keyturn', profiles: {} };

export type ChosenTool =
  | { readonly is: Exclude<RotationTool, 'custom'> }
  | { readonly is: 'custom'; readonly custom: CustomRotation };

/**
 * The tool whose commands a message to this person names: their own, if there is one that the company has. That
 * somebody's tag says `custom` where the company has no such tool must not keep anybody from being told.
 */
export function toolFor(
  { rotateWith }: { readonly rotateWith?: RotationTool },
  { tool, custom }: Rotation,
): ChosenTool {
  for (const wanted of [rotateWith, tool]) {
    if (wanted === 'custom' && custom) return { is: wanted, custom };
    if (wanted !== 'custom' && wanted !== undefined) return { is: wanted };
  }
  return { is: 'keyturn' };
}

/** The profile of an engineer's own user, as `keyturn aws-config` calls it in the account that holds the users. */
export function ownProfile(stack: string, prefix = ''): string {
  return `${prefix}${stack}`;
}

/** The profile to name for an account: the one that is known, or a guess from the account's name. */
export function profileFor(
  account: Account,
  { profiles }: Rotation,
): { readonly name: string; readonly isKnown: boolean } {
  const known = profiles[account.id];
  return known === undefined
    ? { name: guessedProfile(account), isKnown: false }
    : { name: known, isKnown: true };
}

/** The account's name as a profile would be called; its id where the name has no letters of ASCII. */
function guessedProfile({ id, name }: Account): string {
  const slug = name
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
  return slug === '' ? id : slug;
}

/** The company's command for one person: no value can say more to the shell than itself. */
export function filledCommand({ command }: CustomRotation, filling: Filling): string {
  return filled(command, filling, shellWord);
}

/** The company's page for one person: no value can lead elsewhere, or be taken for a mark of Slack's mrkdwn. */
export function filledLink({ link }: CustomRotation, filling: Filling): string {
  return filled(link, filling, asPartOfLink);
}

/** As of an address, with what encodeURIComponent leaves as it is. */
function asPartOfLink(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*~]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function filled(text: string, filling: Filling, written: (value: string) => string): string {
  return text.replace(/\{(user|account|profile)\}/g, (_, name: keyof Filling) =>
    written(filling[name]),
  );
}
