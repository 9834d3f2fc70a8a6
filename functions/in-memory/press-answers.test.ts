import { pressAnswersContract } from '../contracts/press-answers-contract';
import { InMemoryPressAnswers } from './press-answers';

pressAnswersContract('in memory', () => {
  const answers = new InMemoryPressAnswers();
  return Promise.resolve({ answers, receive: () => Promise.resolve(answers.take()) });
});
