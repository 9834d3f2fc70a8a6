import { createHash } from 'node:crypto';
import { html, trusted, type Html } from './html';
import { script } from './script';
import { style } from './style';

/** Only this very style and script: nothing is fetched, sent or framed, and no data can become either. */
const policy = [
  "default-src 'none'",
  `style-src '${digestOf(style)}'`,
  `script-src '${digestOf(script)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

// Character by character what the policy names.
const styleElement = trusted(`<style>${style}</style>`);
const scriptElement = trusted(`<script>${script}</script>`);

/** One self-contained document. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${trusted(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        ${body}${scriptElement}
      </body>
    </html> `.text;
}

/** What every page begins with. */
export function masthead(title: string, lead: Html | string): Html {
  return html`<header>
    <div>
      <p class="mark">Keyturn</p>
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
    </div>
    <button type="button" id="theme" hidden>Dark</button>
  </header>`;
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
