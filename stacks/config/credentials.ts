import { z } from 'zod';
import { chosenKinds, type ChosenKind } from '../../rules/credentials';
import { isAtLeast, type Mode } from '../../rules/credentials/mode';
import { settingsSchema, type Settings } from '../../rules/settings';
import { withCredentials } from '../../rules/settings-in-short';
import { isInteractive } from './slack-answers';
import type { DeclaredAccount } from './declared-account';
import type { StackConfig } from './stack-keys';

/** The settings with what the stack's file says of kinds of credentials. */
export function settingsOf({
  settings,
  credentials,
  slackAppId,
}: Pick<StackConfig, 'settings' | 'credentials' | 'slackAppId'>): Settings {
  const { questions = isInteractive({ slackAppId }) ? { againAfterDays: 1 } : undefined } =
    settings;
  return { ...withCredentials(settings, credentials), ...(questions && { questions }) };
}

/** What the ages of the settings and those of kinds of credentials have to do with each other. */
export const credentialsBesideSettings = z
  .looseObject({
    settings: z.looseObject({}).optional().catch(undefined),
    credentials: z.unknown().optional(),
  })
  .superRefine(({ settings, credentials }, context) => {
    const flat: { askAgainDays?: unknown } = { ...settings };
    // No number of the rules: with it nothing else would be looked at.
    delete flat.askAgainDays;
    const { error } = settingsSchema.safeParse({ ...flat, credentials });
    // What is wrong with either alone its own schema says.
    for (const { code, path, message } of error?.issues ?? [])
      if (code === 'custom' && path[0] === 'credentials')
        context.addIssue({ code, path: [...path], message });
  });

/** A kind of which an account lets less be done than the monitor is to do. */
export interface Lack {
  readonly kind: ChosenKind;
  readonly found: Mode;
  readonly expected: Mode;
}

/** Reminding takes a right of its own only of signing certificates, which are listed for it. */
export function lacksOf(account: DeclaredAccount, monitor: DeclaredAccount): readonly Lack[] {
  return chosenKinds.flatMap((kind) => {
    const [found, wanted] = [account.settings.modes[kind], monitor.settings.modes[kind]];
    // Where nothing may be disabled, that is meant so.
    const expected = wanted === 'disable' && !account.allowDisable ? 'remind' : wanted;
    const isNeeded = expected === 'disable' || kind === 'signing-certificate';
    return isNeeded && !isAtLeast(found, expected) ? [{ kind, found, expected }] : [];
  });
}
