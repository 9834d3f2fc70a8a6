import Mocha, { type MochaOptions, type Runner } from 'mocha';
import { TestTimes } from './test-times';
import { writeTestTimes } from './file';

const { EVENT_HOOK_END, EVENT_RUN_END, EVENT_TEST_END } = Mocha.Runner.constants;

/** mocha's dots, and beside them how long each file took, for `npm run test:times`. */
class Reporter extends Mocha.reporters.Dot {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const times = new TestTimes();
    runner.on(EVENT_TEST_END, ({ file, duration }) => times.add(file, duration, 1));
    runner.on(EVENT_HOOK_END, ({ file, duration }) => times.add(file, duration, 0));
    runner.once(EVENT_RUN_END, () => writeTestTimes(times.byFile()));
  }
}

// As mocha requires a reporter.
export = Reporter;
