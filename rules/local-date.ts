import { datePattern } from './formats';

/**
 * Whether the text is a date that exists, written YYYY-MM-DD. Apart from the rest of the calendar, since a stack's
 * program asks nothing else of it, and would load a library of time zones for it.
 */
export function isLocalDate(text: string): boolean {
  if (!datePattern.test(text)) return false;
  const instant = new Date(text);
  // The 30th of February would be a day of March.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}
