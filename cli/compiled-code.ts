import module from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Keeps what Node has compiled for the next start, in the user's own folder. Node's default is a folder that all users
 * of a machine share: there another could put other code in the place of ours. Where nothing can be written nothing is
 * kept, and NODE_DISABLE_COMPILE_CACHE keeps nothing anywhere.
 */
export function keepCompiledCode(): void {
  const folder = cacheFolder();
  // Node 22.0 has none.
  if (folder !== undefined && 'enableCompileCache' in module)
    module.enableCompileCache(path.join(folder, 'keyturn'));
}

/** https://specifications.freedesktop.org/basedir-spec/latest/ */
function cacheFolder(): string | undefined {
  const { XDG_CACHE_HOME = '' } = process.env;
  if (path.isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  try {
    return path.join(homedir(), '.cache');
  } catch {
    // In a container, of a user whom nobody has declared.
    return undefined;
  }
}
