import type { HomeView } from '../../rules/notices/home-view';
import type { HomeView as Rendered } from '../slack-message';
import { context, fields, header, section } from './blocks';
import { accountText, keyFields, whereToAsk } from './facts';
import { code, mrkdwn } from './mrkdwn';
import type { Reader } from './reader';

/** The app's home: each of a person's keys. */
export function renderHomeView(
  { keys, leftOut }: HomeView,
  { teamChannel }: Pick<Reader, 'teamChannel' | 'rotation'>,
): Rendered {
  const rest = leftOut > 0 ? [section(mrkdwn`… and ${leftOut} more`)] : [];
  return {
    blocks: [
      header('Your AWS keys'),
      ...keys.map(({ account, userName, key, status }) =>
        fields([
          ['Account', accountText(account)],
          ['IAM user', code(userName)],
          ...keyFields(key),
          ['Status', mrkdwn`${status}`],
        ]),
      ),
      ...rest,
      context(whereToAsk(teamChannel)),
    ],
  };
}
