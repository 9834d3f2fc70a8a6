import type { ReportTrend } from '../../rules/report/report';
import { countAxis, scale, type Scale } from './axis';
import { html, type Html } from './html';
import { listTable } from './list-table';
import { count } from './words';

const WIDTH = 960;
const HEIGHT = 250;
const BASE = 214;
const TOP = 14;
const LEFT = 52;
const RIGHT = WIDTH - 10;
/** Rows of the table, at most: the JSON has every day. */
const MOST_ROWS = 32;
/** From the youngest band to the oldest. */
const looks = ['young-half', 'young', 'due', 'late'];

/** The enabled keys by age on each day from one to another. */
export function trendChart(
  trend: ReportTrend,
  { from, to }: { readonly from: string; readonly to: string },
): Html {
  const { days, bands } = trend;
  const start = Date.parse(from);
  const length = (Date.parse(to) - start) / DAY_MS + 1;
  const x = scale([0, length], [LEFT, RIGHT]);
  const most = Math.max(0, ...days.map(({ enabled }) => enabled));
  const { y, lines } = countAxis(most, { left: LEFT, right: RIGHT, top: TOP, base: BASE });
  const width = Math.max(x(1) - x(0) - (length > 120 ? 0 : 1), 0.5);
  return html`<figure>
    <div class="scroll" tabindex="0" role="region" aria-label="Chart of the trend">
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="trend-title">
        <title id="trend-title">${inWords(trend)}</title>
        ${lines}
        ${days.map(({ on, bands: keys }) =>
          bar(keys, x((Date.parse(on) - start) / DAY_MS), width, y),
        )}
        <text class="tick" x="${LEFT}" y="${BASE + 18}">${from}</text>
        <text class="tick" x="${RIGHT}" y="${BASE + 18}" text-anchor="end">${to}</text>
      </svg>
    </div>
    <figcaption>
      <ul class="legend">
        ${bands.map((band, i) => html`<li class="${looks[i]}">${bandName(band)}</li>`)}
      </ul>
      ${table(trend)}
    </figcaption>
  </figure>`;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The oldest keys at the bottom, where they can be compared. */
function bar(keys: readonly number[], x: number, width: number, y: Scale): readonly Html[] {
  let below = 0;
  return keys
    .map((number, i) => ({ number, look: looks[i] }))
    .toReversed()
    .flatMap(({ number, look }) => {
      if (number === 0) return [];
      const from = y(below);
      below += number;
      return [
        html`<rect
          class="bar ${look}"
          x="${round(x)}"
          y="${round(y(below))}"
          width="${round(width)}"
          height="${round(from - y(below))}"
        />`,
      ];
    });
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}

function bandName({ from, to }: ReportTrend['bands'][number]): string {
  return to === undefined ? `${from} days or older` : `${from}–${to} days`;
}

function inWords({ days, bands }: ReportTrend): string {
  const [first, last] = [days[0], days.at(-1)];
  const at = (day: ReportTrend['days'][number] | undefined) =>
    day === undefined
      ? ''
      : `on ${day.on} ${count(day.enabled, 'enabled key')}, of them ${day.bands
          .map((keys, i) => `${keys} of ${bandName(bands[i] ?? { from: 0 })}`)
          .join(', ')}`;
  return `Enabled keys by age, a bar a day: ${at(first)}; ${at(last)}.`;
}

function table({ days, bands }: ReportTrend): Html {
  const step = Math.ceil(days.length / MOST_ROWS);
  const shown = days.filter((_, i) => i % step === 0 || i === days.length - 1);
  const columns = ['Day', 'Enabled keys', 'Median age', ...bands.map(bandName)];
  return html`<details>
    <summary>The same as a table${step > 1 && `, every ${step} days`}</summary>
    ${listTable(
      'Enabled keys by age',
      columns,
      shown.map(
        ({ on, enabled, medianAge, bands: keys }) =>
          html`<tr>
            <th scope="row"><time datetime="${on}">${on}</time></th>
            <td>${enabled.toLocaleString('en')}</td>
            <td>${medianAge === undefined ? '–' : `${medianAge} d`}</td>
            ${keys.map((number) => html`<td>${number.toLocaleString('en')}</td>`)}
          </tr>`,
      ),
    )}
  </details>`;
}
