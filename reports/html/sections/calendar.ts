import { DateTime } from 'luxon';
import { daysBetween } from '../../../rules/calendar';
import type { ForecastEntry, Report } from '../../../rules/report/report';
import { html, type Html } from '../html';
import { accountNames, count, dayInWords, once } from '../words';

const DAYS = 30;
/** Names in a day's cell; the list below has them all. */
const MOST_NAMES = 3;

const events: Readonly<Record<ForecastEntry['event'], { one: string; many: string }>> = {
  disable: { one: 'disabling', many: 'disablings' },
  'held-back': { one: 'held back', many: 'held back' },
  remind: { one: 'reminder', many: 'reminders' },
  'password-reminder': { one: 'password reminder', many: 'password reminders' },
  'exemption-ends': { one: 'exemption ends', many: 'exemptions end' },
};
const eventNames = Object.keys(events) as readonly ForecastEntry['event'][];

/** What the rules will do in the next 30 days, as a calendar and as a list. */
export function calendar(report: Report): Html {
  const { forecast, on, untaggedAs } = report;
  const days = daysFrom(on, daysOf(report));
  const byDay = Map.groupBy(forecast, (entry) => entry.on);
  const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  return html`<section aria-labelledby="forecast">
    <h2 id="forecast">The next 30 days</h2>
    <p class="lead">
      What will happen if every message arrives and nobody
      acts.${
        untaggedAs !== undefined && ` Users without the tag type are taken for ${untaggedAs}s.`
      }
    </p>
    <div class="weekdays" aria-hidden="true">
      ${weekdays.map((name) => html`<span>${name}</span>`)}
    </div>
    <ol class="calendar">
      ${days.map((day, i) => cell(day, i, byDay.get(day.date) ?? []))}
    </ol>
    ${list(report)}
  </section>`;
}

/** A day as its cell shows it. */
interface Day {
  readonly date: string;
  /** 1 is Monday. */
  readonly weekday: number;
  readonly weekdayName: string;
  readonly ofMonth: number;
  readonly monthName: string;
}

const daysFrom = once((on: string, count: number): readonly Day[] => {
  const start = DateTime.fromISO(on, { zone: 'utc', locale: 'en-GB' });
  return Array.from({ length: count }, (_, i) => {
    const day = start.plus({ days: i });
    return {
      date: day.toISODate() ?? '',
      weekday: day.weekday,
      weekdayName: day.toFormat('ccc'),
      ofMonth: day.day,
      monthName: day.toFormat('LLL'),
    };
  });
});

/** A forecast that begins with tomorrow's run ends a day later. */
function daysOf({ forecast, on }: Report): number {
  const last = forecast.reduce((latest, entry) => (entry.on > latest ? entry.on : latest), on);
  return Math.max(DAYS, daysBetween(on, last) + 1);
}

function cell(day: Day, index: number, entries: readonly ForecastEntry[]): Html {
  const counts = Map.groupBy(entries, ({ event }) => event);
  const names = [...new Set(entries.map(({ userName }) => userName))];
  const classes = [
    ...(index === 0 ? ['today', `from-${day.weekday}`] : []),
    ...(entries.length === 0 ? ['empty'] : []),
    ...(day.weekday > 5 ? ['weekend'] : []),
  ].join(' ');
  return html`<li class="${classes}">
    <time datetime="${day.date}"
      ><span class="weekday">${day.weekdayName} </span>${day.ofMonth}<span
        class="${index === 0 || day.ofMonth === 1 ? 'month' : 'month unseen'}"
      >
        ${day.monthName}</span
      ></time
    >
    ${eventNames.map((event) => {
      const number = counts.get(event)?.length ?? 0;
      return (
        number > 0 &&
        html`<span class="event ${event}"
          >${count(number, events[event].one, events[event].many)}</span
        >`
      );
    })}
    ${
      names.length > 0 &&
      html`<span class="names"
        >${names.slice(0, MOST_NAMES).join(', ')}${
          names.length > MOST_NAMES && ` and ${names.length - MOST_NAMES} more`
        }</span
      >`
    }
  </li>`;
}

function list(report: Report): Html {
  const { forecast } = report;
  const nameOf = accountNames(report);
  if (forecast.length === 0) return html`<p>Nothing is due.</p>`;
  return html`<details>
    <summary>Each of them, by day (${forecast.length.toLocaleString('en')})</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Forecast by day">
      <table class="list">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">User</th>
            <th scope="col">Account</th>
            <th scope="col">Key</th>
            <th scope="col">What happens</th>
          </tr>
        </thead>
        <tbody>
          ${forecast.map(
            (entry) =>
              html`<tr>
                <td class="nowrap">
                  <time datetime="${entry.on}" title="${dayInWords(entry.on)}">${entry.on}</time>
                </td>
                <td>${entry.userName}</td>
                <td>${nameOf(entry.accountId)}</td>
                <td class="key">${entry.keyId}</td>
                <td class="prose">${entry.text}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
