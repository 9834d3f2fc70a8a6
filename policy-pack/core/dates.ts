const DAY_MS = 24 * 60 * 60 * 1000;

/** The calendar date in UTC, YYYY-MM-DD: a preview on one's own machine and one in CI agree on it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Whether the text is a date that exists, written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The date that many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}
