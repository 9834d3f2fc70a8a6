import { TestProject } from '../../../stacks/testing/project';
import { settingsOfStack } from '../../../cli/reading/stack-settings';
import { explained } from '../answer';
import type { Schema } from '../make-value';
import type { Door } from './door';
import { stackMeanings } from './meanings';
import { problemForm } from './project';
import { stackDoors } from './stack-file';

const ofMonitor = stackDoors.find(({ name }) => name === 'Pulumi.monitor.yaml') as Door;
const FILE = 'Pulumi.watch.yaml';
/** What `--config` reads of a stack's file. */
const read = ['settings', 'credentials', 'scheduleTime', 'slackAppId'].map(
  (key) => `keyturn:${key}`,
);

function schemaOfRead(): object {
  const { config } = (ofMonitor.schema as Schema).properties ?? {};
  const properties = Object.entries(config?.properties ?? {}).filter(([key]) => read.includes(key));
  return {
    type: 'object',
    properties: { config: { type: 'object', properties: Object.fromEntries(properties) } },
  };
}

/** The file of `--config`, of which the rest is a stack's. */
export const configFileDoor: Door = {
  ...ofMonitor,
  name: 'the file of --config',
  isByCommand: undefined,
  schema: schemaOfRead(),
  ask: async (text) => {
    const project = new TestProject({});
    try {
      project.write(FILE, text);
      const asked = await explained(() => settingsOfStack(`${project.folder}/${FILE}`));
      return asked ?? { code: 0, lines: [] };
    } finally {
      project.remove();
    }
  },
  meanings: stackMeanings,
  ...problemForm,
};
