import type { HomeView } from '../../rules/notices/home-view';
import { renderHomeView } from '../messages';
import type { PostFailed } from '../ports/slack';
import type { NotifyPorts } from './delivery';
import { orRefused } from './or-refused';

/** What a person sees in the app's home from now on, or why they can't. */
export async function showHome(
  view: HomeView,
  { slack, teamChannel, rotation }: NotifyPorts,
): Promise<{ readonly home: 'published' | PostFailed }> {
  const home = renderHomeView(view, { teamChannel, rotation });
  const answer = await orRefused(() => slack.publishHome(view.to, home));
  return { home: 'failed' in answer ? answer : answer.is };
}
