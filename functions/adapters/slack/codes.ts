/**
 * Slack's codes of refused calls, as far as their names alone say whose the refusal is. The others are judged by what
 * is known of the app: see SlackAdapter.
 */

/** Permanent, and this recipient's alone. */
export const recipientCodes: ReadonlySet<string> = new Set([
  'cannot_dm_bot',
  'channel_not_found',
  'channel_type_not_supported',
  'is_archived',
  'messages_tab_disabled',
  'not_in_channel',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'user_disabled',
  'user_not_found',
  'user_not_in_channel',
  'user_not_visible',
]);

/** Of a message for a thread: there is none, or nobody may answer in it. The channel itself may take the message. */
export const threadCodes: ReadonlySet<string> = new Set([
  'cannot_reply_to_message',
  'invalid_thread_ts',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'thread_not_found',
]);

/** Of a message that is to say something else: it is gone, another's, or too old for it. */
export const messageCodes: ReadonlySet<string> = new Set([
  'block_mismatch',
  'cant_update_message',
  'edit_window_closed',
  'is_inactive',
  'message_not_found',
]);

/** Of what a message holds, or how it is sent: nobody can be told it so. */
export const contentCodes: ReadonlySet<string> = new Set([
  'attachment_payload_limit_exceeded',
  'invalid_arg_name',
  'invalid_arguments',
  'invalid_array_arg',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_charset',
  'invalid_form_data',
  'invalid_post_type',
  'missing_post_type',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'too_many_attachments',
  'view_too_large',
]);

/** The token is not, or no longer, good: a rotated one may be. */
export const tokenCodes: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

/** Beside HTTP's 429, which comes with the seconds to wait. */
export const limitCodes: ReadonlySet<string> = new Set(['rate_limited', 'ratelimited']);

/** Slack's own failures, and what passes. */
export const transientCodes: ReadonlySet<string> = new Set([
  'external_channel_migrating',
  'fatal_error',
  'internal_error',
  'message_limit_exceeded',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
  'update_failed',
]);
