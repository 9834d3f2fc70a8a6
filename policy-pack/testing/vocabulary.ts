import { readFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { defaultSettings } from '../../rules/settings';
import { slackChannelIdPattern, slackUserIdPattern, tagKeys, userTypes } from '../../rules/tags';

export const vocabularyFile = path.join(__dirname, '..', 'core', 'vocabulary.generated.ts');

/**
 * The file by which the pack knows the vocabulary of rules/: the pack has to stand alone, without that folder and
 * what it imports.
 */
export async function vocabularyText(): Promise<string> {
  const text = `
    // Written from rules/ by: ts-node policy-pack/testing/write-vocabulary.ts
    export const tagKeys = ${JSON.stringify(tagKeys)} as const;
    export const userTypes = ${JSON.stringify(userTypes)} as const;
    export type UserType = (typeof userTypes)[number];
    export const slackUserIdPattern = ${slackUserIdPattern};
    export const slackChannelIdPattern = ${slackChannelIdPattern};
    export const maximumExemptionDays = ${defaultSettings.maximumExemptionDays};
  `;
  const options = await resolveConfig(vocabularyFile);
  return format(text, { ...options, filepath: vocabularyFile });
}

const core = path.join(__dirname, '..', 'core');
const rules = path.join(__dirname, '..', '..', 'rules');

/** The judgements of rules/ that the pack shares, as files of its own: they import nothing. */
export const copiedJudgements = [
  {
    file: path.join(core, 'direct-permissions.generated.ts'),
    text: () =>
      `// Copied from rules/ by: ts-node policy-pack/testing/write-vocabulary.ts\n${readFileSync(
        path.join(rules, 'direct-permissions.ts'),
        'utf8',
      )}`,
  },
] as const;
