/** The text with only the last four characters of access key ids: what logs and summaries may show. */
export function withoutKeyIds(text: string): string {
  return text.replace(/\bA[KS]IA[A-Z0-9]{4,124}([A-Z0-9]{4})\b/g, '…$1');
}
