import type {
  EnforcementLevel,
  PolicyComplianceFramework,
  PolicyProviderResource,
  ResourceValidationArgs,
  PolicyResource,
  ReportViolation,
  ResourceValidationPolicy,
  Severity,
  StackValidationArgs,
  StackValidationPolicy,
} from '@pulumi/policy';
import { checkConfig, type Config, type Settings } from './config';
import { today } from './dates';
import { isLike } from './judging/like';
import { exemptionsSetting, exempts, readExemptions, type Exemption } from './exemptions';

/** What a policy sees of a resource. Reading a property that is not known yet throws; see not-yet-known.ts. */
export interface Resource {
  readonly type: string;
  readonly urn: string;
  /** The name in the program. */
  readonly name: string;
  /** The inputs. */
  readonly props: Record<string, unknown>;
  readonly provider: PolicyProviderResource | undefined;
  /** The policy's config, checked. */
  readonly config: Config;
  /** The same object as long as one deployment goes by: what is remembered of a stack hangs on it. */
  readonly deployment: object;
}

/** A resource as it is in the end of a preview or an update, with what it is made of. */
export interface StackResource extends Resource {
  /** The resources on which a property rests, also where its value is not known yet. */
  readonly dependenciesOf: (property: string) => readonly Resource[];
  /** All of the stack that are of the policy's types, or of those that it looks at beside. */
  readonly stack: () => readonly StackResource[];
}

/** Says what is wrong and what to write instead. `advisory` makes it a warning whatever the policy's level is. */
export type Report = (message: string, level?: 'advisory') => void;

export interface Definition {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly level: EnforcementLevel;
  readonly severity: Severity;
  readonly framework: PolicyComplianceFramework;
  readonly remediationSteps: string;
  /** The types of the resources that are checked; `*` stands for any text. */
  readonly types: readonly string[];
  /** Types of resources that are looked at in the end, and not checked themselves. */
  readonly seenInTheEnd?: readonly string[];
  /** What can be configured besides level and exemptions. */
  readonly settings?: Settings;
  /** Sees every resource of these types, exempt or not, before it is checked. */
  readonly observe?: (resource: Resource) => void;
  readonly check: (resource: Resource, report: Report) => void;
  /**
   * Decides in the end of a preview what `check` could not: by then it is known what depends on what. An update is
   * decided by `check` alone, for in its end all is made.
   */
  readonly checkInTheEnd?: (resource: StackResource, report: Report) => void;
  /** Changes the properties in place: a copy would lose which of them are secret. */
  readonly remediate?: (resource: Resource) => boolean;
}

const docs = 'https://github.com/keyturn/keyturn/blob/main/docs/policies.md';

/**
 * Makes a policy of Pulumi's from what is particular to it: config and exemptions are the same for all. One that
 * decides more in the end is a policy of resources and of stacks in one, which the runtime asks for both.
 */
export function definePolicy(
  definition: Definition,
): ResourceValidationPolicy & Partial<StackValidationPolicy> {
  const { name, displayName, description, severity, framework, remediationSteps } = definition;
  return {
    name,
    displayName,
    description,
    severity,
    framework,
    remediationSteps,
    url: `${docs}#${name}`,
    enforcementLevel: definition.level,
    configSchema: { properties: { ...settingsOf(definition) } },
    validateResource: (args, report) => validate(definition, args, reporter(description, report)),
    ...(definition.remediate && {
      remediateResource: (args: ResourceValidationArgs) => remediate(definition, args),
    }),
    ...(definition.checkInTheEnd && {
      validateStack: (args: StackValidationArgs, report: ReportViolation) =>
        validateInTheEnd(definition, args, report),
    }),
  };
}

function settingsOf({ settings }: Definition): Settings {
  return { ...exemptionsSetting, ...settings };
}

function validate(definition: Definition, args: ResourceValidationArgs, report: Report): void {
  const resource = applicable(definition, args);
  definition.observe?.(resource);
  const exemptions = exemptionsOf(definition, resource);
  const running = exemptions.find(isRunning);
  if (running) args.notApplicable(`exempt until ${running.until}: ${running.reason}`);
  for (const { until, reason } of exemptions)
    report(
      `The exemption of ${resource.name} ended on ${until} (its reason: ${reason}). Fix the resource and take the exemption out of the config of ${definition.name}, or give it a new end.`,
    );
  definition.check(resource, report);
}

function validateInTheEnd(
  definition: Definition,
  args: StackValidationArgs,
  report: ReportViolation,
): void {
  const { stackTags: deployment } = args;
  const config = args.getConfig<Config>();
  checkConfig(definition.name, settingsOf(definition), config);
  const resourceOf = ({ type, urn, name, props, provider }: PolicyResource): Resource => ({
    type,
    urn,
    name,
    props,
    provider,
    config,
    deployment,
  });
  const found = args.resources.map((each): StackResource => ({
    ...resourceOf(each),
    dependenciesOf: (property) => (each.propertyDependencies[property] ?? []).map(resourceOf),
    stack: () => stack,
  }));
  const { seenInTheEnd = [] } = definition;
  const stack = found.filter(
    ({ type }) => concerns(definition, type) || seenInTheEnd.includes(type),
  );
  for (const resource of stack.filter(({ type }) => concerns(definition, type)))
    if (!exemptionsOf(definition, resource).some(isRunning))
      definition.checkInTheEnd?.(resource, reporter(definition.description, report, resource.urn));
}

function remediate(definition: Definition, args: ResourceValidationArgs) {
  const resource = applicable(definition, args);
  if (exemptionsOf(definition, resource).some(isRunning)) return undefined;
  return definition.remediate?.(resource) ? args.props : undefined;
}

/** Stops, as not applicable, for resources of other types. */
function applicable(definition: Definition, args: ResourceValidationArgs): Resource {
  const { type, urn, name, props, provider, stackTags } = args;
  if (!concerns(definition, type))
    args.notApplicable(`only for resources of the types ${definition.types.join(', ')}`);
  const config = args.getConfig<Config>();
  checkConfig(definition.name, settingsOf(definition), config);
  return { type, urn, name, props, provider, config, deployment: stackTags };
}

function concerns({ types }: Definition, type: string): boolean {
  return types.some((each) => (each.includes('*') ? isLike(type, each) : each === type));
}

function exemptionsOf({ name }: Definition, resource: Resource): readonly Exemption[] {
  return readExemptions(name, resource.config).filter((each) => exempts(each, resource));
}

function isRunning({ until }: Exemption): boolean {
  return until >= today();
}

/**
 * The runtime takes an object for the message too, and from it the level of this one violation; its types say text
 * only. The text of an object is not joined to the description, that of a text is.
 * @param urn of the resource that it is about, where the runtime does not know it
 */
function reporter(description: string, report: ReportViolation, urn?: string): Report {
  return (message, level) => {
    if (level === undefined) return report(message, urn);
    const violation = { message: `${description}\n${message}`, enforcementLevel: level, urn };
    report(violation as unknown as string);
  };
}
