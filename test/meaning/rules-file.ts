import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { matrix } from './matrix';
import { rulesPage } from './page';

export const rulesFile = path.join(__dirname, '..', '..', 'docs', 'rules.md');

/** docs/rules.md as it should be. */
export async function rulesText(): Promise<string> {
  const { companies, decisions } = await matrix();
  const options = await resolveConfig(rulesFile);
  return format(rulesPage(companies, decisions), { ...options, filepath: rulesFile });
}
