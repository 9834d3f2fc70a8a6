import { readdirSync } from 'node:fs';
import path from 'node:path';
import { counterparts } from './counterparts';
import { folderOfSchemas, publishedSchemas } from './published';

/** AWS documents no function URL there (and not in eu-south-2, whose schemas have it): docs/slack.md has the link. */
const withoutFunctionUrl = [
  ...['ap-east-2', 'ap-south-2', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6'],
  ...['ap-southeast-7', 'ca-west-1', 'eu-central-2', 'il-central-1', 'me-central-1'],
];

/** The same by its schemas alone: AWS's page says nothing of these. */
const withoutPublishedUrl = ['cn-northwest-1', 'mx-central-1', 'us-gov-east-1', 'us-gov-west-1'];

const withoutAccountAccess = [
  ...withoutFunctionUrl,
  ...withoutPublishedUrl,
  ...['af-south-1', 'ap-east-1', 'ap-southeast-1', 'ap-southeast-3', 'cn-north-1', 'eu-south-1'],
  ...['eu-south-2', 'us-west-1'],
];

/** What CloudFormation has of our types in most regions, and not in these. */
const lacking: Readonly<Record<string, readonly string[]>> = {
  'AWS::AccountAccess::Application': withoutAccountAccess,
  'AWS::AccountAccess::Entitlement': withoutAccountAccess,
  'AWS::Lambda::Url': [...withoutFunctionUrl, ...withoutPublishedUrl],
};

/** The regions of AWS, China and GovCloud. */
export const regions = readdirSync(path.join(folderOfSchemas(), 'providers'))
  .filter((file) => /^(?!eusc|us-iso|eu-iso)[a-z]{2}-.*\.json$/.test(file))
  .map((file) => file.replace('.json', ''))
  .sort();

/** What is not as `lacking` says, a line each. */
export function regionsProblems(): readonly string[] {
  const types = new Set(Object.values(counterparts).map(({ type }) => type));
  return regions.flatMap((region) => {
    const published = publishedSchemas(region);
    return [...types]
      .filter((type) => published.has(type) === (lacking[type] ?? []).includes(region))
      .map((type) =>
        published.has(type)
          ? `${region} has ${type} now: take it out of test/aws-schemas/regions.ts, and see docs/`
          : `${region} has no ${type}: say so in test/aws-schemas/regions.ts, and see docs/`,
      );
  });
}
