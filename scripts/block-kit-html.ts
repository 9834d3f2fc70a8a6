import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TextObject } from '@slack/types';
import {
  shownOf,
  type Block,
  type ShownButton,
  type SlackMessage,
} from '../functions/slack-message';

/**
 * A message of ours as a page that looks about as Slack shows it: for pictures in the documentation. It knows the
 * blocks and the markup that our messages have.
 * @param names of channels and people, by id
 */
export function renderBlockKitHtml({ blocks }: SlackMessage, names: Names): string {
  const body = blocks.map((block) => blockHtml(block, names)).join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A message of Keyturn</title>
<style>${style}</style></head>
<body><article><div class="icon">${keyIcon}</div><div class="message"><p class="from"><b>Keyturn</b> <span class="app">APP</span></p>
${body}</div></article></body></html>`;
}

type Names = Readonly<Record<string, string>>;

function blockHtml(block: Block, names: Names): string {
  const shown = shownOf(block);
  if (shown.as === 'buttons')
    return `<div class="buttons">${shown.buttons.map(buttonHtml).join('')}</div>`;
  const parts = shown.texts.map((text) => textHtml(text, names));
  const list = parts.map((part) => `<div>${part}</div>`).join('');
  switch (shown.as) {
    case 'title':
      return `<h1>${parts.join('')}</h1>`;
    case 'text':
      return `<div class="section">${parts.join('<br>')}</div>`;
    case 'columns':
      return `<div class="fields">${list}</div>`;
    case 'small-print':
      return `<div class="context">${list}</div>`;
  }
}

/** As it stands before it is pressed: what a press opens is not drawn. */
function buttonHtml({ label, style }: ShownButton): string {
  return `<button class="${style ?? 'plain'}">${textHtml(label, {})}</button>`;
}

/** mrkdwn has its entities escaped as HTML has them; what is plain text is escaped here. */
function textHtml({ type, text }: TextObject, names: Names): string {
  if (type === 'plain_text')
    return withGlyphs(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  return text
    .split(/(```.*?```|`[^`\n]+`)/)
    .map((part) => {
      if (part.startsWith('```')) return `<pre>${part.slice(3, -3)}</pre>`;
      if (part.startsWith('`')) return codeHtml(part.slice(1, -1));
      return withGlyphs(proseHtml(part, names));
    })
    .join('')
    .replace(/(?:<br>)?(<pre>.*?<\/pre>)(?:<br>)?/g, '$1');
}

/** What is short stays on its line. */
function codeHtml(code: string): string {
  return code.length > 30 ? `<code class="long">${code}</code>` : `<code>${code}</code>`;
}

function proseHtml(text: string, names: Names): string {
  return text
    .replace(/<#(\w+)>/g, (_, id: string) => `<a>#${names[id] ?? id}</a>`)
    .replace(/<@(\w+)>/g, (_, id: string) => `<a>@${names[id] ?? id}</a>`)
    .replace(/<https:[^|>]+\|([^>]+)>/g, '<a>$1</a>')
    .replace(/\*([^*\n]+)\*/g, '<b>$1</b>')
    .replace(/\n/g, '<br>');
}

function withGlyphs(html: string): string {
  return Object.entries(glyphs).reduce((text, [glyph, svg]) => text.replaceAll(glyph, svg), html);
}

const svg = (content: string, size = 19) =>
  `<svg viewBox="0 0 22 22" width="${size}" height="${size}">${content}</svg>`;

/** What the browser's own fonts lack; drawn here, so that a picture is the same everywhere. */
const glyphs: Readonly<Record<string, string>> = {
  '🚨': svg(
    '<path d="M5 16v-4a6 6 0 0 1 12 0v4z" fill="#e01e5a"/><rect x="3" y="16" width="16" height="4" rx="1.5" fill="#8d99a6"/><path d="M9 15v-3a2 2 0 0 1 2-2" stroke="#fff" stroke-width="1.6" fill="none"/><path d="M11 1v3M2.5 5l2 2M19.5 5l-2 2" stroke="#f2a600" stroke-width="1.8" stroke-linecap="round"/>',
  ),
  '⚠️': svg(
    '<path d="M11 2 21 20H1z" fill="#f9c22e" stroke="#d99a00" stroke-linejoin="round"/><path d="M11 8v6M11 16.2v1.8" stroke="#1d1c1d" stroke-width="2.2"/>',
  ),
  '✅': svg(
    '<rect x="1" y="1" width="20" height="20" rx="4" fill="#2bac76"/><path d="m5.5 11.5 3.8 4L16.5 7" stroke="#fff" stroke-width="2.8" fill="none"/>',
  ),
  '⏳': svg(
    '<path d="M5 2h12M5 20h12" stroke="#8a6d3b" stroke-width="2.4"/><path d="M6.5 3v3.5L11 11l-4.5 4.5V19h9v-3.5L11 11l4.5-4.5V3z" fill="#e8f0f8" stroke="#8a6d3b"/><path d="M8 18.5 11 14l3 4.5zM9 7.5h4L11 10z" fill="#f2a600"/>',
  ),
  '→': svg(
    '<path d="M3 12h15M13 7l5 5-5 5" stroke="currentColor" stroke-width="2" fill="none"/>',
    15,
  ),
};

const keyIcon = svg(
  '<circle cx="7" cy="11" r="4" fill="none" stroke="#fff" stroke-width="2.4"/><path d="M11 11h9M17 11v4M20 11v3" stroke="#fff" stroke-width="2.4" fill="none"/>',
  26,
);

const monospace = readFileSync(
  path.join(
    path.dirname(require.resolve('@fontsource/jetbrains-mono/package.json')),
    'files/jetbrains-mono-latin-400-normal.woff2',
  ),
).toString('base64');

const style = `
@font-face{font-family:Mono;src:url(data:font/woff2;base64,${monospace})}
*{box-sizing:border-box;margin:0}
body{background:#fff;color:#1d1c1d;font:15px/22px "Open Sans",sans-serif;width:700px}
article{display:flex;gap:10px;padding:14px 20px 16px}
.icon{flex:none;width:38px;height:38px;border-radius:6px;background:#1f5f8b;display:grid;place-items:center}
.message{flex:1;min-width:0}
.from{margin-bottom:2px}
.app{background:#dfdfdf;color:#5a5a5a;font-size:10px;font-weight:bold;padding:1px 4px;border-radius:2px;vertical-align:1px}
svg{vertical-align:-4px}
h1{font-size:18px;line-height:25px;margin:4px 0 2px}
.section,.fields,.context{margin:8px 0 0}
.fields{display:grid;grid-template-columns:1fr 1fr;gap:8px 16px}
.fields div{overflow-wrap:anywhere}
.context{font-size:13px;line-height:18px;color:#616061}
.context svg{width:15px;height:15px;vertical-align:-2px}
a{color:#1264a3;background:#e8f5fa;border-radius:3px;padding:0 2px}
code{font:12px/18px Mono;color:#c01343;background:#f7f7f7;border:1px solid #ddd;border-radius:3px;padding:1px 3px;white-space:nowrap}
code.long{white-space:normal;overflow-wrap:anywhere}
.context code{font-size:11px}
pre{font:12px/18px Mono;background:#f8f8f8;border:1px solid #ddd;border-radius:4px;padding:7px 8px;margin:4px 0;white-space:pre-wrap;overflow-wrap:anywhere}
.buttons{display:flex;gap:8px;margin:10px 0 2px}
button{font:bold 13px/18px "Open Sans",sans-serif;color:#1d1c1d;background:#fff;border:1px solid #bbb;border-radius:8px;padding:6px 12px}
button.primary{color:#fff;background:#007a5a;border-color:#007a5a}
button.danger{color:#fff;background:#e01e5a;border-color:#e01e5a}
code,pre{font-variant-ligatures:none}
`;
