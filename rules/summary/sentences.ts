import { nameOf } from '../credentials';
import type { Decision, Reason, Subject } from '../decisions';
import { traitsOf, type UserNotice } from '../notices';

/** What a line of the summary is about: `identity: …`. Names are data: whoever renders them escapes them. */
export function lineOf(account: { readonly name: string }, isDryRun: boolean, text: string) {
  return `${account.name}${isDryRun ? ' (dry run)' : ''}: ${text}`;
}

/** A notice in some words, so that a line can say what became of it. */
export function nameOfNotice(notice: UserNotice): string {
  return traitsOf(notice).name(notice);
}

/** `key …1234 of alice`, or the user where no credential is meant. */
export function nameOfSubject({ userName, credential }: Subject): string {
  return credential === undefined ? userName : `${nameOf(credential)} of ${userName}`;
}

/** That a credential was disabled, or that only the telling was left. */
export function disablingSentence({
  subject,
  notice,
  tellOnly,
  why,
}: Pick<Extract<Decision, { do: 'disable' }>, 'subject' | 'notice' | 'tellOnly' | 'why'>): string {
  return tellOnly
    ? `${nameOfNotice(notice)}: ${why.text}`
    : `${nameOfSubject(subject)} disabled: ${why.text}`;
}

/** That a credential was not disabled, and why. */
export function notDisabledSentence(subject: Subject, why: Pick<Reason, 'text'>): string {
  return `${nameOfSubject(subject)} not disabled: ${why.text}`;
}

/** That a run which died may have disabled it, and why nobody knows. */
export function perhapsDisabledSentence(
  { subject, notice }: Pick<Extract<Decision, { do: 'abandon' }>, 'subject' | 'notice'>,
  why: Pick<Reason, 'text'>,
): string {
  const since = notice.isEnabledAgain ? 'enabled again' : 'deleted';
  return `${nameOfSubject(subject)} may have been disabled and ${since}: ${why.text}`;
}
