import { isUnknown } from '../../../rules/model';
import type { Report } from '../../../rules/report/report';
import { html, type Html } from '../html';
import { count } from '../words';

/** Last used so many days ago at most. */
const bands = [
  { name: 'Last 7 days', upTo: 7 },
  { name: '8 to 30 days ago', upTo: 30 },
  { name: '31 to 90 days ago', upTo: 90 },
  { name: 'Longer ago', upTo: Infinity },
];

/** When the enabled keys were last used: a key that nobody uses is one to delete. */
export function lastUse({ keys }: Report): Html {
  const enabled = keys.filter(({ status }) => status === 'Active');
  const never = enabled.filter(({ lastUsed }) => lastUsed === undefined).length;
  const unknown = enabled.filter(({ lastUsed }) => isUnknown(lastUsed)).length;
  const daysAgo = enabled.flatMap(({ lastUsed }) =>
    lastUsed === undefined || isUnknown(lastUsed) ? [] : [lastUsed.daysAgo],
  );
  const rows = [
    ...bands.map(({ name, upTo }, i) => {
      const over = bands[i - 1]?.upTo ?? -Infinity;
      return { name, keys: daysAgo.filter((days) => days > over && days <= upTo).length };
    }),
    { name: 'Never', keys: never },
    ...(unknown > 0 ? [{ name: 'Not known', keys: unknown }] : []),
  ];
  const share = (some: number) => (enabled.length === 0 ? 0 : (100 * some) / enabled.length);
  return html`<section aria-labelledby="use">
    <h2 id="use">Last use of enabled keys</h2>
    <table class="use">
      <caption class="unseen">
        Enabled keys by last use
      </caption>
      <thead class="unseen">
        <tr>
          <th scope="col">Last used</th>
          <th scope="col">Keys</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row">${row.name}</th>
              <td class="number">${row.keys.toLocaleString('en')}</td>
              <td>
                <svg
                  class="share"
                  viewBox="0 0 100 10"
                  preserveAspectRatio="none"
                  role="img"
                  aria-label="${Math.round(share(row.keys))} percent of ${count(enabled.length, 'enabled key')}"
                >
                  <rect class="track" width="100" height="10" />
                  <rect class="part" width="${share(row.keys)}" height="10" />
                </svg>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
