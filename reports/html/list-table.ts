import { html, type Html } from './html';

/** A list that is as wide as it must be, and scrolls by itself. `name`: what it lists, for those who do not see it. */
export function listTable(name: string, columns: readonly string[], rows: readonly Html[]): Html {
  return html`<div
    class="scroll"
    tabindex="0"
    role="region"
    aria-label="Table of ${name.charAt(0).toLowerCase() + name.slice(1)}"
  >
    <table class="list">
      <caption class="unseen">
        ${name}
      </caption>
      <thead>
        <tr>
          ${columns.map((title) => html`<th scope="col">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
