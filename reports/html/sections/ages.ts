import { bin, max } from 'd3-array';
import type { Report, ReportLimits } from '../../../rules/report/report';
import { countAxis, scale } from '../axis';
import { html, type Html } from '../html';
import { bandOf, count } from '../words';

const WIDTH = 960;
const HEIGHT = 270;
const BASE = 226;
const TOP = 44;
const LEFT = 34;
const RIGHT = WIDTH - 10;
/** Days a bar. */
const STEP = 5;
/** The bars go on for so many days past the day of disabling; the last one holds everything older. */
const DAYS_PAST = 30;

/** The enabled keys by age, against the days on which something happens to them. */
export function ages({ keys, limits }: Report): Html {
  const values = keys.filter(({ status }) => status === 'Active').map(({ age }) => age);
  const end = limits.disableAge + DAYS_PAST;
  const edges = edgesOf(limits, end);
  const bins = bin<number, number>()
    .domain([0, end + STEP])
    .thresholds(edges)(values.map((age) => Math.min(Math.max(age, 0), end)));
  const x = scale([0, end + STEP], [LEFT, RIGHT]);
  const most = max(bins, (each) => each.length) ?? 0;
  const { y, lines } = countAxis(most, { left: LEFT, right: RIGHT, top: TOP, base: BASE });
  const days = [...limits.reminderAges, limits.disableAge];
  const bars = bins.map((each) => {
    const from = each.x0 ?? 0;
    const to = each.x1 ?? end;
    if (each.length === 0) return undefined;
    const label = from >= end ? `${from} days or older` : `${from} to ${to - 1} days`;
    return html`<rect
      class="bar ${bandOf(from, limits)}"
      x="${x(from) + 1}"
      y="${y(each.length)}"
      width="${Math.max(x(to) - x(from) - 2, 1)}"
      height="${BASE - y(each.length)}"
      rx="1.5"
      ><title>${label}: ${count(each.length, 'key')}</title></rect
    >`;
  });
  return html`<section aria-labelledby="ages">
    <h2 id="ages">Ages of enabled keys</h2>
    <figure>
      <div class="scroll" tabindex="0" role="region" aria-label="Chart of key ages">
        <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="ages-title">
          <title id="ages-title">${inWords(values, limits)}</title>
          ${lines} ${bars}
          ${[0, 15, 30, 45, 60].map(
            (day) =>
              day < (days[0] ?? end) - 8 &&
              html`<text class="tick" x="${x(day)}" y="${BASE + 18}" text-anchor="middle"
                >${day}</text
              >`,
          )}
          <text class="tick" x="${x(end + STEP / 2)}" y="${BASE + 18}" text-anchor="middle">
            ${end}+
          </text>
          ${days.map((day, i) => {
            const last = i === days.length - 1;
            return html`<line
                class="day ${last && 'late'}"
                x1="${x(day)}"
                x2="${x(day)}"
                y1="${TOP - 14}"
                y2="${BASE}"
              />
              <text
                class="tick mark ${last && 'late'}"
                x="${x(day)}"
                y="${BASE + 18}"
                text-anchor="middle"
                >${day}</text
              >`;
          })}
          <text class="note" x="${x(days[0] ?? 0) - 6}" y="${TOP - 20}" text-anchor="end">
            reminders
          </text>
          <text class="note late" x="${x(limits.disableAge) + 6}" y="${TOP - 20}">
            disabled on day ${limits.disableAge}
          </text>
          <text class="note" x="${LEFT}" y="${HEIGHT - 4}">age in days</text>
        </svg>
      </div>
      <figcaption>${bandTable(values, limits)}</figcaption>
    </figure>
  </section>`;
}

/** Bars of equal width, so that the first reminder stands between two of them; and each other day that counts too. */
function edgesOf({ reminderAges, disableAge }: ReportLimits, end: number): number[] {
  const first = (reminderAges[0] ?? disableAge) % STEP;
  const regular = Array.from({ length: Math.ceil(end / STEP) }, (_, i) => first + i * STEP);
  const all = new Set([...regular, ...reminderAges, disableAge, end]);
  return [...all].filter((edge) => edge > 0 && edge <= end).sort((a, b) => a - b);
}

/** The names of the bands and how many keys are in each. */
function bandsOf(values: readonly number[], { reminderAges, disableAge }: ReportLimits) {
  const starts = [0, ...reminderAges, disableAge];
  return starts.map((start, i) => {
    const next = starts[i + 1];
    const name = next === undefined ? `${start} or older` : `${start}–${next - 1}`;
    const from = i === 0 ? -Infinity : start;
    const keys = values.filter((age) => age >= from && age < (next ?? Infinity)).length;
    return { name, keys, start };
  });
}

function inWords(values: readonly number[], limits: ReportLimits): string {
  const bands = bandsOf(values, limits).map(({ name, keys }) => `${name} days: ${keys}`);
  return `${count(values.length, 'enabled key')} by age. ${bands.join('; ')}.`;
}

function bandTable(values: readonly number[], limits: ReportLimits): Html {
  const bands = bandsOf(values, limits);
  return html`<table class="bands">
    <caption>
      Enabled keys by age in days
    </caption>
    <thead>
      <tr>
        ${bands.map(({ name, start }) => html`<th scope="col" class="${bandOf(start, limits)}">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      <tr>
        ${bands.map(({ keys }) => html`<td>${keys.toLocaleString('en')}</td>`)}
      </tr>
    </tbody>
  </table>`;
}
