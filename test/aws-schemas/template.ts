import { isObject } from './merge';
import type { CloudResource } from './resources';

export interface Template {
  readonly AWSTemplateFormatVersion: '2010-09-09';
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: unknown }>
  >;
}

/** What stands in a template where another of its resources is meant. */
type Reference = { readonly Ref: string } | { readonly 'Fn::GetAtt': readonly [string, string] };

/** Resources as a template of CloudFormation's, in which they refer to each other. */
export function templateOf(resources: readonly CloudResource[]): Template {
  const named = resources.map((resource, index) => ({
    resource,
    name: `${resource.name.replace(/[^A-Za-z0-9]/g, '')}${index}`,
  }));
  const references = new Map(
    named.flatMap(({ resource, name }) => [...referencesTo(resource, name)]),
  );
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: Object.fromEntries(
      named.map(({ resource: { type, properties }, name }) => [
        name,
        { Type: type, Properties: referring(properties, references) },
      ]),
    ),
  };
}

/** By the text that stands for it: its ARN anywhere, a function's name where one is asked for. */
function* referencesTo(
  { type, schema, arn, properties }: CloudResource,
  name: string,
): Generator<readonly [string, Reference]> {
  const attribute = (schema.readOnlyProperties ?? [])
    .map((pointer) => pointer.replace('/properties/', ''))
    .find((property) => /^\w*Arn$/.test(property));
  if (arn !== '' && attribute !== undefined) yield [arn, { 'Fn::GetAtt': [name, attribute] }];
  if (type === 'AWS::Lambda::Function')
    yield [functionNamed(properties['FunctionName']), { Ref: name }];
}

function functionNamed(name: unknown): string {
  return `function ${String(name)}`;
}

/** In a document texts stay as they are: it may name the resource that it is of. */
const isDocument = (property: string) =>
  property !== 'RedrivePolicy' && /(Document|Policy|DefinitionString|Input)$/.test(property);

function referring(value: unknown, references: ReadonlyMap<string, Reference>): unknown {
  if (Array.isArray(value)) return value.map((each) => referring(each, references));
  if (typeof value === 'string') return references.get(value) ?? value;
  if (!isObject(value)) return value;
  // What has a code is the function itself.
  const isFunction = 'Code' in value;
  return Object.fromEntries(
    Object.entries(value).map(([property, each]) => {
      if (isDocument(property)) return [property, each];
      if (property === 'FunctionName' && !isFunction)
        return [property, references.get(functionNamed(each)) ?? each];
      return [property, referring(each, references)];
    }),
  );
}
