import { defaultAuditRoleName, defaultMonitorName, namesOfMonitor } from '../../rules/names';
import { arrow, frame, legend, node, svg, type Box, type Colours, type Flow } from './svg';

const names = namesOfMonitor(defaultMonitorName);

/** The colours of the report's page. */
const schemes: Readonly<Record<'light' | 'dark', Colours>> = {
  light: {
    page: '#f6f5f1',
    paper: '#fffefb',
    ink: '#1f2a33',
    soft: '#55636e',
    line: '#c9c5b9',
    accent: '#1f5f7a',
    run: '#1f5f7a',
    news: '#9a6a0a',
    session: '#1d6148',
  },
  dark: {
    page: '#13171b',
    paper: '#1a2025',
    ink: '#e4e8ea',
    soft: '#a3b0b9',
    line: '#4a5661',
    accent: '#7fc0d9',
    run: '#7fc0d9',
    news: '#e6b95c',
    session: '#86cfae',
  },
};

type Place = readonly [x: number, y: number, width: number, height: number];

function box([x, y, width, height]: Place, title: string, ...lines: readonly string[]): Box {
  return { x, y, width, height, title, lines };
}

const frames = [
  box([20, 20, 300, 250], 'identity', 'holds the IAM users'),
  box([20, 340, 300, 250], 'production', 'is worked in; there may be more'),
  box([440, 20, 390, 570], 'monitor', 'runs Keyturn'),
  box([900, 340, 130, 250], 'Slack'),
];

const auditRole = (y: number) => box([36, y, 128, 52], defaultAuditRoleName, 'audit role');
const rule = (y: number) => box([176, y, 128, 52], 'key events', 'rule of EventBridge');

const nodes = [
  auditRole(98),
  rule(98),
  box([36, 186, 268, 68], 'IAM users', 'one for each engineer, in groups;', 'little without MFA'),
  box([36, 408, 268, 68], 'roles', 'which engineers assume,', 'such as deploy or read-only'),
  auditRole(512),
  rule(512),

  box([460, 88, 180, 52], names.schedule, 'schedule, once a day'),
  box([460, 186, 180, 86], names.functionOf('monitor'), 'function: reads, plans,', 'disables'),
  box([670, 88, 140, 52], 'reports', 'bucket, one a day'),
  box([670, 203, 140, 52], names.ledger, 'table: what was told'),
  box([670, 318, 110, 52], 'notices', 'queue'),
  box([670, 434, 140, 52], names.functionOf('notify'), 'function'),
  box([460, 408, 180, 52], names.functionOf('key-events'), 'function'),
  box([460, 512, 180, 52], names.eventBus, 'event bus'),

  box([912, 392, 106, 68], 'engineer', 'a private', 'message'),
  box([912, 484, 106, 68], 'team', 'all of it, in', 'its channel'),
];

type Corners = readonly (readonly [x: number, y: number])[];

const arrows: readonly (readonly [flow: Flow, ...corners: Corners])[] = [
  ['run', [550, 140], [550, 184]],
  ['run', [460, 212], [366, 212], [366, 80], [100, 80], [100, 96]],
  ['run', [460, 246], [366, 246], [366, 578], [100, 578], [100, 566]],
  ['run', [640, 212], [655, 212], [655, 114], [668, 114]],
  ['run', [640, 229], [668, 229]],
  ['run', [550, 272], [550, 335], [668, 335]],
  ['run', [725, 370], [725, 432]],
  // That a message was delivered: without it no key is disabled.
  ['run', [796, 434], [796, 257]],
  ['run', [810, 460], [866, 460], [866, 426], [910, 426]],
  ['run', [810, 460], [866, 460], [866, 518], [910, 518]],

  ['news', [240, 150], [240, 168], [400, 168], [400, 530], [458, 530]],
  ['news', [304, 546], [458, 546]],
  ['news', [550, 512], [550, 462]],
  ['news', [550, 408], [550, 353], [668, 353]],

  ['session', [285, 254], [285, 406]],
];

const legends = [
  ['run', 20, 'every day: read, plan, tell, disable'],
  ['news', 330, 'a key was made: told within minutes'],
  ['session', 650, 'an engineer works, in a session with MFA'],
] as const;

/** The three accounts, what Keyturn makes in them, and what flows between them; SVG. */
function drawAccounts(colours: Colours): string {
  return svg(
    { width: 1050, height: 640 },
    'Once a day the monitor reads the users of each account through an audit role, and writes to Slack. Each account forwards the news of a key to the monitor. Engineers assume roles with MFA.',
    [
      ...frames.map((each) => frame(each, colours)),
      ...nodes.map((each) => node(each, colours)),
      ...arrows.map(([flow, ...corners]) => arrow(flow, corners, colours)),
      ...legends.map(([flow, x, words]) => legend(flow, { x, y: 620 }, words, colours)),
    ],
    colours,
  );
}

/** The pictures as the documentation should have them: SVG by the file's path from the root. */
export function accountsPictures(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(schemes).map(([scheme, colours]) => [
      `docs/images/accounts-${scheme}.svg`,
      drawAccounts(colours),
    ]),
  );
}
