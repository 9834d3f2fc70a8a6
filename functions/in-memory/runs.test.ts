import { runsContract } from '../contracts/runs-contract';
import { InMemoryRuns } from './runs';

runsContract('in memory', () => Promise.resolve(new InMemoryRuns()));
