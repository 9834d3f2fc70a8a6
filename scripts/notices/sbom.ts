import { createHash } from 'node:crypto';
import { Enums, Models, Serialize, Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { PackageURL } from 'packageurl-js';
import type { PackageBundle } from '../package-bundles';
import { allowedLicenses } from './allowed-licenses';
import type { LicensedPackage } from './licensed-packages';
import { together } from './notices';

type Package = Pick<LicensedPackage, 'name' | 'version' | 'license'>;

/** The version of CycloneDX that the tools of those who read it take by now. */
const spec = Spec.Spec1dot6;

/**
 * The bill of materials (CycloneDX, JSON) of npm's package: its bundles, each with its digest, and the packages of
 * others that are in each of them. What npm installs beside it is not in it.
 * @param time of what it was made of; without one it names none, and is the same whenever it is made
 * @throws Error with what CycloneDX's own validator says, if it is not valid
 */
export async function sbom(
  own: Package,
  bundles: readonly PackageBundle[],
  time?: Date,
): Promise<string> {
  const bom = new Models.Bom();
  bom.metadata.timestamp = time;
  bom.metadata.lifecycles.add(Enums.LifecyclePhase.Build);
  const keyturn = componentOf(own, Enums.ComponentType.Application);
  bom.metadata.component = keyturn;
  const packages = new Map(
    together(bundles.map((bundle) => bundle.packages)).map((each) => [
      purlOf(each),
      componentOf(each),
    ]),
  );
  for (const component of packages.values()) bom.components.add(component);
  for (const { file, sha256, packages: inside } of bundles) {
    const bundle = new Models.Component(Enums.ComponentType.File, file, {
      bomRef: file,
      hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-256'], sha256]]),
    });
    for (const each of inside) {
      const component = packages.get(purlOf(each));
      if (component) bundle.dependencies.add(component.bomRef);
    }
    bom.components.add(bundle);
    keyturn.dependencies.add(bundle.bomRef);
  }
  bom.serialNumber = serialNumber(serialize(bom));
  return valid(`${serialize(bom)}\n`);
}

function componentOf(
  each: Package,
  type: Enums.ComponentType = Enums.ComponentType.Library,
): Models.Component {
  const [, group, name = each.name] = /^(@[^/]+)\/(.+)$/.exec(each.name) ?? [];
  const license = allowedLicenses.has(each.license)
    ? new Models.SpdxLicense(each.license)
    : new Models.LicenseExpression(each.license);
  const purl = purlOf(each);
  return new Models.Component(type, name, {
    bomRef: purl,
    group,
    version: each.version,
    purl,
    licenses: new Models.LicenseRepository([license]),
  });
}

function purlOf({ name, version }: Package): string {
  const [bare = name, scope] = name.split('/').toReversed();
  return new PackageURL('npm', scope, bare, version, undefined, undefined).toString();
}

function serialize(bom: Models.Bom): string {
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(spec));
  return serializer.serialize(bom, { sortLists: true, space: 2 });
}

/** Another one for another content, and the same for the same: a UUID of version 8 (RFC 9562) from its digest. */
function serialNumber(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
  return `urn:uuid:${[...parts, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')}`;
}

/** @returns the text, if the validator finds nothing */
export async function valid(text: string): Promise<string> {
  const problems: unknown = await new Validation.JsonStrictValidator(spec.version).validate(text);
  if (problems === null) return text;
  throw new Error(`the bill of materials is not valid: ${JSON.stringify(problems, undefined, 2)}`);
}
