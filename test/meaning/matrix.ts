import { exampleAccounts, oneAccount } from './accounts';
import { companyOf, type Company } from './company';
import { decide } from './decide';
import type { Principal } from './principal';
import { principalsOfExample, principalsOfOneAccount } from './principals';
import {
  iamQuestions,
  questionsOfAccountAccess,
  questionsOfKeyturn,
  questionsOfOtherServices,
  questionsOfPermissionSets,
  type Question,
} from './questions';
import type { Clause } from './clauses';
import { expectationOf, type Expectation } from './expectation';

/** Everybody of one company, and what each of them is asked about. */
export interface Sheet {
  readonly company: Company;
  readonly principals: readonly Principal[];
  /** Which questions are asked; without it, all. */
  readonly isAsked?: (who: Principal, question: Question) => boolean | undefined;
}

/** One answer that is held against the rules. */
export interface Decision {
  readonly who: Principal;
  readonly question: Question;
  readonly isExpected: boolean;
  readonly isAllowed: boolean;
  /** The clause that lets them. */
  readonly clause?: Clause;
  readonly by: readonly string[];
}

/** A question that is put to somebody, and what the rules say to it. */
export interface Case {
  readonly who: Principal;
  readonly question: Question;
  readonly expected: Exclude<Expectation, { verdict: 'not asked here' }>;
}

export async function sheets(): Promise<Sheet[]> {
  const example = companyOf(await exampleAccounts());
  const small = companyOf(await oneAccount());
  return [
    { company: example, principals: principalsOfExample(example) },
    { company: small, principals: principalsOfOneAccount(small) },
  ];
}

/** All that concerns users, keys, MFA, policies and roles. */
export async function* casesOfIam(sheet: Sheet): AsyncGenerator<Case> {
  const { company, principals } = sheet;
  for (const who of principals) yield* cases(sheet, who, await questionsFor(company, who));
}

function questionsFor(company: Company, who: Principal): readonly Question[] | Promise<Question[]> {
  switch (who.kind) {
    case 'account access':
      return questionsOfAccountAccess(company);
    case 'identity center':
      return questionsOfPermissionSets(company);
    default:
      return iamQuestions(company, who);
  }
}

const lettingIn: readonly Principal['kind'][] = ['account access', 'identity center'];

/**
 * The rest of AWS, and what the monitor lives by, asked of people and machines; once of those who have the same
 * policies and come the same way, for there neither their tags nor their paths matter.
 */
export async function* casesElsewhere(sheet: Sheet): AsyncGenerator<Case> {
  const { company, principals } = sheet;
  const asked = new Set<string>();
  for (const who of principals) {
    if (who.kind === 'function' || lettingIn.includes(who.kind)) continue;
    yield* cases(sheet, who, questionsOfKeyturn(company));
    const policies = who.policies.map(({ resource }) => resource);
    const same = JSON.stringify([who.accountId, who.mfa, who.kind, policies]);
    // Who may look at everything, or do it, has that of the company.
    if (who.givenByOthers?.test('ec2:DescribeInstances') || asked.has(same)) continue;
    asked.add(same);
    yield* cases(sheet, who, await questionsOfOtherServices(who));
  }
}

function* cases({ isAsked }: Sheet, who: Principal, questions: readonly Question[]) {
  for (const question of questions) {
    if (isAsked && !isAsked(who, question)) continue;
    const expected = expectationOf(who, question);
    if (expected.verdict !== 'not asked here') yield { who, question, expected };
  }
}

export const decisionsOfIam = (sheet: Sheet) => decided(sheet, casesOfIam(sheet));
export const decisionsElsewhere = (sheet: Sheet) => decided(sheet, casesElsewhere(sheet));

async function* decided({ company }: Sheet, all: AsyncIterable<Case>): AsyncGenerator<Decision> {
  for await (const { who, question, expected } of all) {
    const { isAllowed, by } = await decide(company, who, question);
    const clause = expected.verdict === 'allowed' ? expected.clause : undefined;
    const isExpected = isAllowed === (expected.verdict === 'allowed');
    yield { who, question, isExpected, isAllowed, clause, by };
  }
}

export function inWords({ who, question: { action, resource }, isAllowed, by }: Decision): string {
  const how = isAllowed ? 'may' : 'may not';
  return `${who.name} ${how} ${action} on ${resource}${by.length > 0 ? `, by ${by.join(', ')}` : ''}`;
}

interface Matrix {
  readonly companies: readonly Company[];
  readonly decisions: readonly Decision[];
}

let whole: Promise<Matrix> | undefined;

/** Every decision about both companies, made once. */
export function matrix(): Promise<Matrix> {
  return (whole ??= decideAll());
}

async function decideAll(): Promise<Matrix> {
  const all = await sheets();
  const decisions: Decision[] = [];
  for (const sheet of all)
    for (const part of [decisionsOfIam, decisionsElsewhere])
      for await (const decision of part(sheet)) decisions.push(decision);
  return { companies: all.map(({ company }) => company), decisions };
}
