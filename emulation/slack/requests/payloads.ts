import { randomUUID } from 'node:crypto';
import type { PostedMessage } from '../inbox';
import { bot, team, type SlackUser } from '../workspace';

/** The app that is installed, as its requests name it, and where. */
export interface Installation {
  readonly appId: string;
  /** Of a single workspace; null for a whole organization (Enterprise Grid). */
  readonly team: { readonly id: string; readonly domain: string } | null;
  readonly enterprise?: { readonly id: string; readonly name: string };
}

export const installation: Installation = {
  appId: 'A0EMULATED0',
  team: { id: team.id, domain: team.domain },
};

export interface Button {
  readonly type: 'button';
  readonly action_id: string;
  readonly value?: string;
  readonly text: unknown;
}

/** The button in a message, in any block. @throws Error where it has none such */
export function buttonIn({ blocks }: Pick<PostedMessage, 'blocks'>, actionId: string): Button {
  const found = elementsIn(blocks).find(
    (each) => each['type'] === 'button' && each['action_id'] === actionId,
  );
  if (!found) throw new Error(`the message has no button ${actionId}`);
  return found as unknown as Button;
}

function elementsIn(value: unknown): readonly Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(elementsIn)];
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function blockActions(
  message: PostedMessage,
  { action_id, value, text }: Button,
  by: SlackUser,
  { appId, team: workspace, enterprise }: Installation,
  at: string,
  responseUrl: string,
): object {
  const { channel, ts } = message;
  return {
    type: 'block_actions',
    user: { id: by.id, username: by.name, name: by.name, team_id: workspace?.id ?? enterprise?.id },
    api_app_id: appId,
    token: 'deprecated',
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
    trigger_id: `1.2.${randomUUID()}`,
    team: workspace && { ...workspace, ...(enterprise && ofEnterprise(enterprise)) },
    enterprise: enterprise ?? null,
    is_enterprise_install: workspace === null,
    channel: { id: channel, name: channel.startsWith('D') ? 'directmessage' : 'privategroup' },
    message: { type: 'message', user: bot.userId, bot_id: bot.botId, ts, text: message.text },
    state: { values: {} },
    response_url: responseUrl,
    actions: [{ action_id, block_id: 'b', text, value, type: 'button', action_ts: at }],
  };
}

function ofEnterprise({ id, name }: { readonly id: string; readonly name: string }) {
  return { enterprise_id: id, enterprise_name: name };
}

/** https://docs.slack.dev/reference/events/app_home_opened */
export function homeOpened(
  by: SlackUser,
  { appId, team: workspace, enterprise }: Installation,
  at: string,
  tab: 'home' | 'messages',
): object {
  const [seconds = ''] = at.split('.');
  return {
    token: 'deprecated',
    team_id: workspace?.id ?? enterprise?.id,
    ...(enterprise && { enterprise_id: enterprise.id }),
    api_app_id: appId,
    event: {
      type: 'app_home_opened',
      user: by.id,
      channel: `D${by.id.slice(1)}`,
      tab,
      event_ts: at,
    },
    type: 'event_callback',
    event_id: `Ev${randomUUID().replaceAll('-', '').slice(0, 9).toUpperCase()}`,
    event_time: Number(seconds),
    authorizations: [
      { enterprise_id: enterprise?.id ?? null, team_id: workspace?.id ?? null, is_bot: true },
    ],
    is_ext_shared_channel: false,
  };
}
