import * as auth from './auth';
import * as chat from './chat';
import * as conversations from './conversations';
import type { Method } from './method';
import * as users from './users';
import * as views from './views';

/** The methods of the Web API that there are here. */
export const methods: Readonly<Record<string, Method>> = {
  'auth.test': auth.test,
  'chat.getPermalink': chat.getPermalink,
  'chat.postEphemeral': chat.postEphemeral,
  'chat.postMessage': chat.postMessage,
  'chat.update': chat.update,
  'conversations.info': conversations.info,
  'conversations.join': conversations.join,
  'conversations.members': conversations.members,
  'conversations.open': conversations.open,
  'users.info': users.info,
  'users.lookupByEmail': users.lookupByEmail,
  'views.publish': views.publish,
};
