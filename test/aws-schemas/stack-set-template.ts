import { templateInAccount } from '../../components/testing/template';
import { isObject, type Properties } from './merge';
import type { PublishedSchemas } from './published';
import type { CloudResource } from './resources';

interface TemplateResource {
  readonly Type: string;
  readonly Properties: Properties;
}

const accountId = '222222222222';

/** What the templates of StackSets make in an account: these are CloudFormation's resources already. */
export function templateResources(
  resources: readonly CloudResource[],
  schemasOf: (region: string) => PublishedSchemas,
): readonly CloudResource[] {
  return resources
    .filter(({ type }) => type === 'AWS::CloudFormation::StackSet')
    .flatMap(({ name, properties }) => {
      const template = templateInAccount<TemplateResource>(
        String(properties['TemplateBody']),
        accountId,
      );
      // Events of IAM come to this region alone.
      const schemas = schemasOf('us-east-1');
      return Object.entries(template).map(([logicalName, { Type, Properties: given }]) => {
        const schema = schemas.of(Type);
        if (!schema) throw new Error(`${name}: ${logicalName}: there is no ${Type}`);
        const own = withArns(given, template) as Properties;
        return {
          ...{ type: Type, name: `${name}/${logicalName}`, properties: own, schema, arn: '' },
          isOfTemplate: true as const,
        };
      });
    });
}

/** Where the template names another of its resources stands that one's ARN. */
function withArns(value: unknown, template: Readonly<Record<string, TemplateResource>>): unknown {
  if (Array.isArray(value)) return value.map((each) => withArns(each, template));
  if (!isObject(value)) return value;
  const [name, attribute] = (value['Fn::GetAtt'] ?? []) as readonly string[];
  if (attribute === 'Arn' && template[name ?? '']?.Type === 'AWS::IAM::Role')
    return `arn:aws:iam::${accountId}:role/${name}`;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withArns(each, template)]),
  );
}
