import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import * as analyzer from '@pulumi/pulumi/proto/analyzer_pb';

/** A resource as a program registers it. */
export interface TestResource {
  readonly type: string;
  readonly name: string;
  /** JSON as the engine sends it: with `unknown` where a value is not known yet. */
  readonly props: Readonly<Record<string, unknown>>;
  readonly urn?: string;
  readonly parent?: string;
  readonly provider?: Readonly<Record<string, unknown>>;
  /** The URNs of the resources on which a property rests, by property. */
  readonly restsOn?: Readonly<Record<string, readonly string[]>>;
}

export function urnOf({ urn, type, name }: TestResource): string {
  return urn ?? `urn:pulumi:test::keyturn::${type}::${name}`;
}

type Json = Parameters<typeof Struct.fromJavaScript>[0];

export function structOf(value: object): Struct {
  // Through JSON, so that properties that are undefined are left out, as the engine does.
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(value)) as Json);
}

/** The request that the engine makes before it does anything with a resource. */
export function analyzeRequest(resource: TestResource): analyzer.AnalyzeRequest {
  const options = new analyzer.AnalyzerResourceOptions();
  if (resource.parent !== undefined) options.setParent(resource.parent);
  return new analyzer.AnalyzeRequest()
    .setType(resource.type)
    .setUrn(urnOf(resource))
    .setName(resource.name)
    .setProperties(structOf(resource.props))
    .setOptions(options)
    .setProvider(providerOf(resource));
}

/** The same for a resource of the stack as it is in the end. */
export function stackResource(resource: TestResource): analyzer.AnalyzerResource {
  const options = new analyzer.AnalyzerResourceOptions();
  const request = new analyzer.AnalyzerResource()
    .setType(resource.type)
    .setUrn(urnOf(resource))
    .setName(resource.name)
    .setProperties(structOf(resource.props))
    .setOptions(options)
    .setProvider(providerOf(resource));
  for (const [property, urns] of Object.entries(resource.restsOn ?? {}))
    request
      .getPropertydependenciesMap()
      .set(property, new analyzer.AnalyzerPropertyDependencies().setUrnsList([...urns]));
  return request;
}

/** The name in a URN. */
export function nameOf(urn: string): string {
  return urn.split('::').at(-1) ?? '';
}

function providerOf({ provider }: TestResource): analyzer.AnalyzerProviderResource {
  const type = 'pulumi:providers:aws';
  return new analyzer.AnalyzerProviderResource()
    .setType(type)
    .setName('aws')
    .setUrn(`urn:pulumi:test::keyturn::${type}::aws`)
    .setProperties(structOf(provider ?? {}));
}
