import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { servicesWithCredentialAge } from '../../rules/credential-services';
import { defaultSettings } from '../../rules/settings';
import {
  exemptionTextPattern,
  exemptionTextTakes,
  slackChannelIdPattern,
  slackUserIdPattern,
} from '../../rules/formats';
import { rotationTools, tagKeys, userTypes } from '../../rules/tags';
import { waysIn } from '../../rules/ways-in';

const repository = path.join(__dirname, '..', '..');
const core = path.join(__dirname, '..', 'core');
const command = 'ts-node policy-pack/testing/write-from-rules.ts';

/**
 * What the pack has of rules/, text by file: it has to stand alone, without that folder. The vocabulary, and all by
 * which policy documents are judged, so that the pack and `keyturn audit` judge alike.
 */
export async function filesFromRules(): Promise<ReadonlyMap<string, string>> {
  const folder = path.join(repository, 'rules', 'judging');
  const judging = readdirSync(folder)
    .filter((name) => !name.endsWith('.test.ts'))
    .map((name): [string, string] => [
      path.join(core, 'judging', name),
      `// Copied from rules/judging/${name} by: ${command}\n${readFileSync(path.join(folder, name), 'utf8')}`,
    ]);
  const files: readonly [string, string][] = [
    [path.join(core, 'vocabulary.generated.ts'), vocabulary],
    ...judging,
  ];
  return new Map(
    await Promise.all(
      files.map(async ([filepath, text]) => {
        const options = await resolveConfig(filepath);
        return [filepath, await format(text, { ...options, filepath })] as const;
      }),
    ),
  );
}

const vocabulary = `
  // Written from rules/ by: ${command}
  export const tagKeys = ${JSON.stringify(tagKeys)} as const;
  export const userTypes = ${JSON.stringify(userTypes)} as const;
  export type UserType = (typeof userTypes)[number];
  export const rotationTools = ${JSON.stringify(rotationTools)} as const;
  export const waysIn = ${JSON.stringify(waysIn)} as const;
  export type WayIn = (typeof waysIn)[number];
  export const slackUserIdPattern = ${slackUserIdPattern};
  export const slackChannelIdPattern = ${slackChannelIdPattern};
  export const exemptionTextPattern = ${exemptionTextPattern};
  export const exemptionTextTakes = ${JSON.stringify(exemptionTextTakes)};
  export const servicesWithCredentialAge = ${JSON.stringify(servicesWithCredentialAge)} as const;
  export const maximumExemptionDays = ${defaultSettings.maximumExemptionDays};
`;
