import path from 'node:path';
import type { EmulatedCompany } from '../emulation/company/emulated-company';
import type { SlackServer } from '../emulation/slack/start';
import { defaultMonitorName, namesOfMonitor } from '../rules/names';

const names = namesOfMonitor(defaultMonitorName);
const builtFunctions = path.join(__dirname, '..', 'dist', 'functions');

/**
 * What the emulated Lambda can't know of the functions that a monitor's stack has deployed.
 * @param folder the bundles, by default as `npm run build` makes them
 */
export function functionsWith(slack: Pick<SlackServer, 'url'>, folder = builtFunctions) {
  return {
    codePathOf: (name: string) => path.join(folder, name.replace(`${defaultMonitorName}-`, '')),
    environment: { KEYTURN_SLACK_API_URL: slack.url, POWERTOOLS_LOG_LEVEL: 'DEBUG' },
  };
}

/** What the monitor has logged. */
export function monitorLog(company: EmulatedCompany): string {
  return company.functionOf(names.functionOf('monitor')).log;
}
