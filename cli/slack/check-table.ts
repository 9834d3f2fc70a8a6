import type { Colors } from 'picocolors/types';
import { oneLine, textTable } from '../text-table';
import type { Check, SlackCheck } from './check-document';
import { standardApiUrl } from './slack-client';

const MOST_USERS_SHOWN = 3;

/** For a person at a terminal: what is wrong is at the end, with what to do. */
export function renderCheckTable(document: SlackCheck, colours: Colors): string {
  const rows = document.checks.map(({ what, id, usedBy, outcome, found }) => [
    what,
    id,
    oneLine(shortened(usedBy)),
    colourOf(outcome, colours)(words[outcome]),
    oneLine(found),
  ]);
  const table = textTable(['CHECK', 'ID', 'FOR', 'RESULT', 'FOUND'], rows);
  const parts = [heading(document), table, ...todos(document.checks, colours), ...notes(document)];
  return `${parts.join('\n\n')}\n`;
}

const words: Record<Check['outcome'], string> = {
  fine: 'fine',
  wrong: 'WRONG',
  'not-checked': 'not checked',
};

function colourOf(outcome: Check['outcome'], colours: Colors): (text: string) => string {
  return { fine: colours.green, wrong: colours.red, 'not-checked': colours.yellow }[outcome];
}

function heading({ workspace, workspaceUrl, appUser, tokenFrom, apiUrl }: SlackCheck): string {
  const at = apiUrl === standardApiUrl ? '' : ` at ${apiUrl}`;
  return oneLine(
    `Workspace ${workspace} (${workspaceUrl})${at}, the app is @${appUser}; token from ${tokenFrom}`,
  );
}

function shortened(usedBy: readonly string[]): string {
  const rest = usedBy.length - MOST_USERS_SHOWN;
  const shown = usedBy.slice(0, MOST_USERS_SHOWN).join(', ');
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

function todos(checks: readonly Check[], colours: Colors): readonly string[] {
  const lines = checks.flatMap(({ id, todo }) =>
    todo === undefined ? [] : [oneLine(`  ${id}: ${todo}`)],
  );
  return lines.length === 0 ? [] : [[colours.bold('To do:'), ...lines].join('\n')];
}

function notes({ project, requestUrl, checks, unusedScopes }: SlackCheck): readonly string[] {
  const isBlind = checks.some(({ what, needsOneOf }) => what === 'channel' && needsOneOf);
  return [
    ...(project === undefined
      ? ['There is no project here: no channel or person of one was checked.']
      : []),
    ...(isBlind
      ? [
          'Keyturn works without the scopes that show channels. The first run shows whether the app is in them; or add the scopes, check, and take them away again.',
        ]
      : []),
    ...(requestUrl === undefined
      ? []
      : [
          'Whether the app itself calls that URL, under Interactivity and Event Subscriptions, Slack tells no program: the first press shows it.',
        ]),
    ...(unusedScopes.length > 0
      ? [`Keyturn uses none of these scopes of the token: ${unusedScopes.join(', ')}.`]
      : []),
  ];
}
