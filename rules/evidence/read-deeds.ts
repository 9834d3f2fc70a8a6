import type { Deed } from '../report/report';
import type { EvidenceEvent } from './evidence';

type What = EvidenceEvent['what'];

/** What was told, which has a time. */
export interface ToldEvent extends EvidenceEvent {
  readonly at: string;
}

const byKind: Readonly<Record<string, What>> = {
  'key-reminder': 'warned',
  'second-key': 'warned',
  'key-unused': 'warned',
  'machine-key-old': 'warned',
  'key-closing': 'warned',
  'key-created': 'made',
  'key-reenabled': 'enabled',
  'key-disabled': 'disabled',
};

/** Reports of versions that named no notice say it in these words. */
const inWords: readonly (readonly [RegExp, What])[] = [
  [/^disabled: /, 'disabled'],
  [/^the team was told that the key was made/, 'made'],
  [/^the team was told that the key was enabled again/, 'enabled'],
  [/^reminded that (the key|two keys|the machine's key|nobody)|told that it stops on/, 'warned'],
];
const maker = /(?:made|enabled again) by (\S+)/;

/** What a deed of the monitor's was. About something else than a key, it is no more than told. */
export function whatOf({ keyId, notice, text }: Deed): What {
  if (keyId === undefined) return 'told';
  if (notice) return byKind[notice.kind] ?? 'told';
  return inWords.find(([words]) => words.test(text))?.[1] ?? 'told';
}

/** Who it was, of what others did; Keyturn itself, of what it did. */
export function byWhom(deed: Deed, what: What): string | undefined {
  if (what === 'disabled') return 'keyturn';
  if (deed.by !== undefined) return deed.by;
  return what === 'made' || what === 'enabled' ? maker.exec(deed.text)?.[1] : undefined;
}

/** A deed as an event of its key's life. News of what others did arrived as well, and is not when they did it. */
export function eventOf(
  deed: Deed,
  source: EvidenceEvent['source'],
  hasArrived: boolean,
): ToldEvent {
  const { at, accountId, userName, keyId, text } = deed;
  const what = whatOf(deed);
  const by = byWhom(deed, what);
  return {
    what: what === 'disabled' || what === 'warned' ? what : 'told',
    at,
    accountId,
    userName,
    ...(keyId !== undefined && { keyId }),
    ...(what === 'disabled' && { by }),
    ...(what !== 'disabled' && { arrived: hasArrived }),
    text,
    source,
  };
}
