import { daysBetween } from '../../../rules/calendar';
import type { Report, TrendDay } from '../../../rules/report/report';
import { rotatedInAll } from '../../../rules/report/rotated';
import { html, type Html } from '../html';
import { rotationsInWords } from '../rotations';
import { trendChart } from '../trend-chart';
import { count } from '../words';

/** The enabled keys by age over the last days, and how keys were rotated; nothing where the report has no trend. */
export function trend({ trend: of, on }: Pick<Report, 'trend' | 'on'>): Html {
  const [first] = of?.days ?? [];
  if (!of || !first) return html``;
  const { days } = of;
  const known = days.flatMap(({ rotated }) => rotated ?? []);
  return html`<section aria-labelledby="trend">
    <h2 id="trend">The last ${count(daysBetween(first.on, on) + 1, 'day')}</h2>
    ${
      days.length > 1
        ? trendChart(of, { from: first.on, to: on })
        : html`<p>The trend begins with this report.</p>`
    }
    ${notes(days, first.on, on).map((text) => html`<p>${text}</p>`)}
    <p>${rotationsInWords(rotatedInAll(known))}</p>
  </section>`;
}

/** What the bars don't show by themselves. */
function notes(days: readonly TrendDay[], from: string, to: string): readonly string[] {
  const without = daysBetween(from, to) + 1 - days.length;
  const unread = days.filter(({ accountsUnread }) => accountsUnread !== undefined).length;
  return [
    ...(without > 0 ? [`On ${count(without, 'day')} there is no report.`] : []),
    ...(unread > 0
      ? [`On ${count(unread, 'day')} some account was not read: its keys are not in the bar.`]
      : []),
  ];
}
