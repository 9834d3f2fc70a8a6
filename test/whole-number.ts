/**
 * The value of a command's option.
 * @throws RangeError
 */
export function wholeNumber(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new RangeError(`--${option}: expected a whole number, found ${JSON.stringify(text)}`);
}
