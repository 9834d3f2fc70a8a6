import { suggest } from '../../stacks/config/suggest';
import { badUse } from '../cli-error';
import { sectionsOf, valueOf, type FileKind } from './ini';

export type Settings = Readonly<Partial<Record<string, string>>>;

/** What AWS's two files say of profiles. The credentials file wins, as in AWS's tools. */
export class Profiles {
  readonly #settings = new Map<string, Record<string, string>>();

  constructor(texts: Readonly<Record<FileKind, string>>) {
    for (const kind of ['config', 'credentials'] as const)
      for (const section of sectionsOf(texts[kind], kind)) {
        if (!section.isProfile) continue;
        const settings = this.#settings.get(section.name) ?? {};
        this.#settings.set(section.name, settings);
        for (const { name } of section.entries) {
          const value = valueOf(section, name);
          if (value !== undefined) settings[name] = value;
        }
      }
  }

  names(): readonly string[] {
    return [...this.#settings.keys()];
  }

  has(name: string): boolean {
    return this.#settings.has(name);
  }

  settingsOf(name: string): Settings {
    return this.#settings.get(name) ?? {};
  }

  /**
   * The profile itself, and those that its role is assumed with, to the one that is somebody's own.
   * @throws CliError where one is not there
   */
  chainOf(name: string): readonly string[] {
    const chain: string[] = [];
    for (let next: string | undefined = name; next !== undefined && !chain.includes(next);) {
      if (!this.has(next)) {
        const by = chain.at(-1);
        const where = by === undefined ? 'the profile' : `source_profile of ${by}`;
        throw badUse(
          `${where} is ${next}, which AWS's config and credentials files don't have${suggest(next, this.names())}`,
        );
      }
      chain.push(next);
      const settings: Settings = this.settingsOf(next);
      next = settings['role_arn'] === undefined ? undefined : settings['source_profile'];
    }
    return chain;
  }
}
