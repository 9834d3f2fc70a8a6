import type { Account } from '../../rules/model';
import type { Person } from '../../rules/notices';
import { filledCommand, filledLink, profileFor, toolFor } from '../../rules/rotation';
import type { Block } from '../slack-message';
import { context, section } from './blocks';
import { shortId } from './facts';
import { commandWord } from './mrkdwn';
import type { Reader } from './reader';
import { awsCliWords } from './tools/aws-cli';
import { awsVaultWords } from './tools/aws-vault';
import { customWords } from './tools/custom';
import { keyturnWords } from './tools/keyturn';
import type { NamedKey, Said, ToolWords } from './tools/tool-words';

/** Whose key a message is about. */
interface AboutOwner {
  readonly account: Account;
  readonly owner: Pick<Person, 'userName' | 'rotateWith'>;
}

/** The words of the tool with which this owner rotates: their own, or their company's. */
export function toolWords(
  { account, owner }: AboutOwner,
  { rotation }: Pick<Reader, 'rotation'>,
): ToolWords {
  const { name, isKnown } = profileFor(account, rotation);
  const user = commandWord(owner.userName);
  const profile = commandWord(name);
  const rotating = { owner: { userName: user, profile }, isProfileKnown: isKnown };
  const tool = toolFor(owner, rotation);
  switch (tool.is) {
    case 'keyturn':
      return keyturnWords(rotating);
    case 'aws-vault':
      return awsVaultWords(rotating);
    case 'aws-cli':
      return awsCliWords(rotating);
    case 'custom': {
      const filling = { user, profile, account: account.id };
      return customWords({
        command: filledCommand(tool.custom, filling),
        link: filledLink(tool.custom, filling),
      });
    }
  }
}

/** In its owner's own message a command has the whole id, so that it can be copied; the team gets its end. */
export function namedKey(keyId: string, { audience }: Pick<Reader, 'audience'>): NamedKey {
  const short = shortId(keyId);
  return { id: commandWord(audience === 'owner' ? keyId : short), short };
}

export function blocksOf({ lines, notes }: Said): readonly Block[] {
  return [section(...lines), context(...notes)];
}
