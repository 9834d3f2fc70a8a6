import type { NoticeOf } from '../../rules/notices';
import { profileFor } from '../../rules/rotation';
import type { Block, SlackMessage } from '../slack-message';
import { context, fields, header, message, section } from './blocks';
import { accountText, personText, personTitle, whereToAsk } from './facts';
import { code, command, inlineCommand, mrkdwn, type Mrkdwn } from './mrkdwn';
import { wayName } from './other-ways';
import { mustPassOn, passOn, whoKnows, type Reader } from './reader';
import { told, type UserMessage } from './user-message';

/** Somebody may come without a key now: how. */
export const wayOpened: UserMessage<'way-opened'> = {
  render,
  inDigest: {
    one: 'person may come without a key now',
    many: 'people may come without a key now',
    isAlarming: () => false,
    line: (where, { way }, copy) =>
      mrkdwn`${where}, ${wayName(way)} is open to them. ${told(copy)}`,
  },
};

function render(notice: NoticeOf<'way-opened'>, reader: Reader): SlackMessage {
  const { account, owner, way } = notice;
  const by = titles[way];
  if (reader.audience === 'owner')
    return message(
      mrkdwn`You can come to AWS without an access key now, by ${wayName(way)}, in ${accountText(account)}.`,
      [
        header(`You can come to AWS without a key now: ${by}`),
        ...howToCome(notice, reader),
        fields([['Account', accountText(account)]]),
        context(
          mrkdwn`A key that you have goes on working. Do all that you do in this way for some days: so it shows what still needs the key. ${whereToAsk(reader.teamChannel)}`,
        ),
      ],
    );
  return message(
    mrkdwn`${personTitle(owner)} can come to AWS without an access key now, by ${wayName(way)}, in ${accountText(account)}.${passOn(reader)}`,
    [
      header(`${personTitle(owner)} can come to AWS without a key now: ${by}`),
      section(whoKnows(notice, reader.owner)),
      ...(mustPassOn(reader) ? howToCome(notice, reader) : []),
      fields([
        ['Owner', personText(owner)],
        ['Account', accountText(account)],
      ]),
    ],
  );
}

const titles = { 'sign-in': 'aws login', 'identity-center': 'IAM Identity Center' } as const;

function howToCome(notice: NoticeOf<'way-opened'>, reader: Reader): readonly Block[] {
  const profiles = mrkdwn`Put the profiles into ${code('~/.aws/config')} that the team sends you: ${inlineCommand('keyturn', 'aws-config', notice.owner.userName)} writes them.`;
  const lookFrom = [
    mrkdwn`See which of your ways work, and who you are in each:`,
    command('keyturn', 'ways'),
  ];
  switch (notice.way) {
    case 'sign-in':
      return [
        section(
          mrkdwn`It takes the AWS CLI 2.32 or newer, your console password and your MFA device. ${profiles} Then sign in, once a working day:`,
          command('aws', 'login', '--profile', signInProfile(notice, reader)),
          ...lookFrom,
        ),
        context(
          profileInWords(notice, reader),
          mrkdwn`Never run ${code('aws login --remote')}, nor read anybody a code that it shows: whoever has it has your session.`,
        ),
      ];
    case 'identity-center':
      return [
        section(
          mrkdwn`Sign in to the AWS access portal of your company${nameThere(notice)}. ${profiles}`,
          ...lookFrom,
        ),
      ];
  }
}

/** As `keyturn aws-config` calls it. */
function signInProfile(
  { account }: NoticeOf<'way-opened'>,
  { rotation }: Pick<Reader, 'rotation'>,
): string {
  return `${profileFor(account, rotation).name}-sign-in`;
}

function profileInWords(notice: NoticeOf<'way-opened'>, reader: Reader): Mrkdwn {
  const named = code(signInProfile(notice, reader));
  return profileFor(notice.account, reader.rotation).isKnown
    ? mrkdwn`${named} is your profile as ${code('keyturn aws-config')} writes it.`
    : mrkdwn`${named} stands for your profile whose name ends with ${code('-sign-in')}.`;
}

function nameThere({ identityCenterName }: NoticeOf<'way-opened'>) {
  return identityCenterName === undefined ? mrkdwn`` : mrkdwn` as ${code(identityCenterName)}`;
}
