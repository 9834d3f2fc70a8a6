import type { Example } from './example';
import { disabled } from './example-notices';
import { anna, stranger, toOwner, toTeam, unaddressed, undeliverable } from './example-people';

const ofOwner = {
  ...disabled,
  cause: 'reported',
  reportedBy: { slackId: anna.slackId, as: 'owner' },
} as const;
const ofResponder = {
  ...disabled,
  cause: 'reported',
  reportedBy: { slackId: 'U0RESPONDER', as: 'responder' },
} as const;

/** A key that was disabled: why, and where it works all the same; of one that was reported, by whom. */
export const examplesOfDisabled: readonly Example[] = [
  { name: 'key-disabled.owner', notice: disabled, reader: toOwner },
  {
    name: 'key-disabled.owner-second-key',
    notice: { ...disabled, cause: 'second-key' },
    reader: toOwner,
  },
  {
    name: 'key-disabled.owner-re-enabled',
    notice: { ...disabled, cause: 're-enabled' },
    reader: toOwner,
  },
  {
    name: 'key-disabled.owner-unused',
    notice: { ...disabled, cause: 'unused' },
    reader: toOwner,
  },
  { name: 'key-disabled.team', notice: disabled, reader: toTeam },
  {
    name: 'key-disabled.team-re-enabled-undeliverable',
    notice: { ...disabled, cause: 're-enabled', reenabledBy: stranger },
    reader: undeliverable,
  },
  {
    name: 'key-disabled.owner-enabled-again',
    notice: { ...disabled, isEnabledAgain: true },
    reader: toOwner,
  },
  {
    name: 'key-disabled.team-enabled-again',
    notice: { ...disabled, isEnabledAgain: true, reenabledBy: stranger },
    reader: toTeam,
  },
  { name: 'key-disabled.owner-reported', notice: ofOwner, reader: toOwner },
  { name: 'key-disabled.owner-reported-by-responder', notice: ofResponder, reader: toOwner },
  {
    name: 'key-disabled.owner-reported-enabled-again',
    notice: { ...ofOwner, isEnabledAgain: true },
    reader: toOwner,
  },
  { name: 'key-disabled.team-reported', notice: ofOwner, reader: toTeam },
  {
    name: 'key-disabled.team-reported-unaddressed',
    notice: { ...ofResponder, owner: { ...anna, slackId: undefined } },
    reader: unaddressed,
  },
  {
    name: 'key-disabled.team-reported-by-nobody-known',
    notice: { ...ofOwner, reportedBy: undefined },
    reader: toTeam,
  },
];
