/** `1 day`, `12 days`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `1 day old`, `12 days old`. */
export function daysOld(age: number): string {
  return `${counted(age, 'day')} old`;
}
