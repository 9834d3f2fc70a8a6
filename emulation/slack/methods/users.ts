import type { App } from '../app';
import { team, type SlackUser } from '../workspace';
import { text, type Method } from './method';

export const info: Method = ({ app, workspace }, args) => {
  app.need('users:read');
  return { user: describe(app, workspace.user(text(args, 'user') ?? '')) };
};

export const lookupByEmail: Method = ({ app, workspace }, args) => {
  app.need('users:read.email');
  return { user: describe(app, workspace.userByEmail(text(args, 'email') ?? '')) };
};

function describe(app: App, user: SlackUser): Record<string, unknown> {
  return {
    id: user.id,
    team_id: team.id,
    name: user.name,
    deleted: user.isDeactivated ?? false,
    is_bot: user.isBot ?? false,
    real_name: user.realName ?? user.name,
    profile: {
      real_name: user.realName ?? user.name,
      ...(user.email && app.has('users:read.email') && { email: user.email }),
    },
  };
}
