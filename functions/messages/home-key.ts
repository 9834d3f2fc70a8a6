import type { HomeKey } from '../../rules/notices/home-view';
import type { Block } from '../slack-message';
import { section } from './blocks';
import { howToComeBack } from './coming-back';
import { longDate } from './dates';
import { days, shortId } from './facts';
import { howToKeepOrDelete } from './key-unused';
import { howToReplace } from './machine-key-old';
import { bold, channelLink, code, mrkdwn } from './mrkdwn';
import { howToLeave } from './other-ways';
import type { Reader } from './reader';
import { blocksOf, namedKey, toolWords } from './rotation';
import { howToFinish } from './second-key';

/** States of a key that works, or is the last of a person's that did: whoever can make no new one leaves it. */
const leavable: readonly HomeKey['state'][] = ['held', 'rotate-soon', 'unused', 'fine', 'disabled'];

/** The ways in that they have in its place, of whoever is to leave it; undefined where something else is to be done. */
function waysToLeaveFor({ state, type, ways }: HomeKey): HomeKey['ways'] {
  return type === 'engineer' && leavable.includes(state) ? ways : undefined;
}

/** What the home says of one key. */
export function titleOf(home: HomeKey): string {
  const { state, key, stopsOn } = home;
  const id = shortId(key.id);
  const before = stopsOn === undefined ? 'soon' : `before ${longDate(stopsOn)}`;
  if (waysToLeaveFor(home) && state !== 'disabled')
    return `Delete your AWS key ${id} ${before}: you have another way in`;
  switch (state) {
    case 'held':
      return `Rotate your AWS key ${id} now: its day has come`;
    case 'rotate-soon':
      return `Rotate your AWS key ${id} ${before}`;
    case 'second':
      return `Finish rotating: delete your older AWS key ${id} ${before}`;
    case 'unused':
      return `Do you need your AWS key ${id}? Use it ${before}`;
    case 'disabled-since':
    case 'disabled':
      return `Your AWS key ${id} is disabled`;
    case 'left-over':
      return `Your AWS key ${id} is disabled: delete it`;
    case 'machine-old':
      return `Replace the AWS key ${id} of a machine: ${days(key.age)} old`;
    case 'fine':
      return `AWS key ${id}: nothing to do`;
    case 'exempt':
      return `AWS key ${id}: exempt`;
    case 'machine':
      return `AWS key ${id} of a machine: nothing to do`;
    case 'other-disabled':
    case 'untouched':
    case 'unclear':
      return `AWS key ${id}`;
  }
}

/** With the commands of the tool with which its owner rotates, as the private messages have them. */
export function whatToDo(home: HomeKey, reader: Reader): readonly Block[] {
  const { account, key, newer, state, deadKeyId, type } = home;
  const about = { account, key, owner: { userName: home.userName, rotateWith: home.rotateWith } };
  const tool = toolWords(about, reader);
  const dead = deadKeyId === undefined ? undefined : namedKey(deadKeyId, reader);
  const ways = waysToLeaveFor(home);
  if (ways) return howToLeave(about, ways);
  switch (state) {
    case 'held':
    case 'rotate-soon':
      return blocksOf(tool.rotate(namedKey(key.id, reader), dead));
    case 'second':
    case 'left-over':
      if (type !== 'engineer' || !newer) return [section(ifNotNeeded)];
      return state === 'second'
        ? howToFinish({ ...about, newer }, reader)
        : blocksOf(tool.deleteDead(namedKey(key.id, reader)));
    case 'unused':
      return howToKeepOrDelete(about);
    case 'machine-old':
      return howToReplace(about.owner, shortId(key.id));
    case 'disabled':
      return type === 'engineer' ? howToComeBack(about, tool) : [section(ifNotNeeded)];
    case 'disabled-since':
      return [
        section(
          mrkdwn`Keyturn has disabled it after the last daily run. The private message about it says why, and what to do.`,
        ),
      ];
    case 'other-disabled':
      return [
        section(
          mrkdwn`Your other key was disabled after the last daily run: see the private message about that one. ${bold('Don’t delete this one')} before the next run has said what comes of it.`,
        ),
      ];
    case 'fine':
      return [section(mrkdwn`A private message tells you when it grows old.`)];
    case 'exempt':
      return [section(mrkdwn`From the day after its exemption ends the rules apply to it again.`)];
    case 'machine':
      return [section(mrkdwn`Keyturn never disables it. A message tells you when it grows old.`)];
    case 'untouched':
      return [
        section(
          mrkdwn`Its IAM user has no valid tag ${code('type')}: Keyturn neither reminds you of it nor disables it. Please say so in ${channelLink(reader.teamChannel)}.`,
        ),
      ];
    case 'unclear':
      return [
        section(
          mrkdwn`A newer version of Keyturn knows more of it, and this one says nothing of what comes of it.`,
        ),
      ];
  }
}

const ifNotNeeded = mrkdwn`If nothing needs it any more, delete it: it takes one of the two places that AWS gives.`;
