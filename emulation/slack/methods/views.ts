import { checkHome } from '../block-kit';
import { Refusal } from '../refusal';
import { tryJson } from '../request';
import { team } from '../workspace';
import { text, type Method } from './method';

/** https://docs.slack.dev/reference/methods/views.publish, which needs no scope. A hash is not looked at. */
export const publish: Method = (slack, args) => {
  const userId = text(args, 'user_id') ?? '';
  if (!slack.workspace.has(userId)) {
    const messages = ['invalid `user_id`'];
    throw new Refusal('invalid_arguments', { response_metadata: { messages } });
  }
  const given = args['view'];
  const blocks = checkHome(typeof given === 'string' ? tryJson(given) : given);
  if (!slack.workspace.hasHomeTab) throw new Refusal('not_enabled');
  slack.takeRoom('views.publish');
  const { version } = slack.inbox.publishHome(userId, blocks);
  const id = `V${userId.slice(1)}`;
  return {
    view: { id, root_view_id: id, team_id: team.id, type: 'home', blocks, hash: String(version) },
  };
};
