import { reportsContract } from '../contracts/reports-contract';
import { InMemoryReports } from './reports';

reportsContract('in memory', () => Promise.resolve(new InMemoryReports()));
