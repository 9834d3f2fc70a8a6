import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether node_modules holds exactly what package-lock.json says, by the list that npm leaves there when an
 * install has ended well: after somebody's own `npm install` nothing need be installed again.
 */
export function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const found = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !found) return false;
  const missing = Object.entries(wanted).filter(
    // Optional ones may be for other machines.
    ([path, { optional, devOptional }]) => path !== '' && !optional && !devOptional && !found[path],
  );
  return (
    missing.length === 0 &&
    Object.entries(found).every(([path, each]) => isSame(each, wanted[path]))
  );
}

function isSame(found, wanted) {
  return found.version === wanted?.version && found.integrity === wanted?.integrity;
}

function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}
