import { actionIdOf, buttonValue, type Button, type ButtonValue } from '../../rules/presses/press';

export const pressedKey: Omit<ButtonValue, 'v'> = {
  account: '111111111111',
  user: 'alice',
  credential: { kind: 'access-key', id: 'AKIAOLD0000000000001' },
  notice: 'key/AKIAOLD0000000000001/created',
};

/** The blocks of a message with these buttons. */
export function blocksWith(
  buttons: readonly Button[],
  value = buttonValue(pressedKey),
): readonly object[] {
  const elements = buttons.map((button) => ({
    type: 'button',
    action_id: actionIdOf(button),
    text: { type: 'plain_text', text: button },
    value,
  }));
  return [
    { type: 'section', text: { type: 'mrkdwn', text: 'A key was made.' } },
    { type: 'actions', elements },
  ];
}
