import type { PeoplePort } from '../../../functions/ports/people';
import type { Process } from './process';

/** What people see of their keys, as one invocation meets it. */
export function peopleThrough(process: Process, people: PeoplePort): PeoplePort {
  return {
    put: (...given) => process.call('ledger.putPeople', () => people.put(...given)),
    of: (...given) => process.call('ledger.person', () => people.of(...given)),
    disabledAt: (...given) => process.call('ledger.disabledAt', () => people.disabledAt(...given)),
    beginView: (...given) => process.call('ledger.beginView', () => people.beginView(...given)),
  };
}
