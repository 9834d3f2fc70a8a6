import assert from 'node:assert/strict';
import { LambdaClient, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { awsOf } from '../../emulation/company/aws-of';
import { installation } from '../../emulation/slack/requests/payloads';
import { PressingCompany, start, type Made } from './company';
import {
  accounts,
  enterprise,
  GRID,
  ofOrganization,
  rehearsed,
  RESPONDER,
  signingSecrets,
  slackIdOf,
  TEAM,
} from './settings';

const accountId = accounts.monitor;
const [signingSecret] = signingSecrets;
const second = slackIdOf('person-2');

describe('what is pressed in GovSlack, in an organization of workspaces, where runs are distributed', () => {
  let company: PressingCompany;
  let [one, other]: Made[] = [];
  /** Installed for the whole organization, Slack names no workspace. */
  const nowhere = { ...installation, team: null, enterprise };
  /** In one of its workspaces. */
  const somewhere = { team: { id: 'T0ANYWHERE0', domain: 'anywhere' }, enterprise };

  before(async () => {
    company = await PressingCompany.found(ofOrganization, {
      users: [GRID.person, GRID.responder, second].map((id) => ({ id, name: id })),
      signingSecret,
      installation: nowhere,
    });
    one = await company.makeKey({ accountId, userName: 'person-1', slackId: GRID.person });
    other = await company.makeKey({ accountId, userName: 'person-2', slackId: second });
    await company.pass(60);
  });
  after(() => company?.stop());

  it('goes to the URL that is configured, which Slack’s requests do not name', async () => {
    const lambda = new LambdaClient(
      await awsOf(company.emulated.moto, { accountId, region: 'eu-central-1' }),
    );
    const find = async (FunctionName: string) => {
      const get = new GetFunctionConfigurationCommand({ FunctionName });
      return (await lambda.send(get)).Environment?.Variables?.['KEYTURN_SLACK_API_URL'];
    };
    assert.equal(await find('keyturn-notify'), 'https://slack-gov.com/api/');
    assert.equal(await find('keyturn-slack-in'), undefined);
    assert.equal(await find('keyturn-act'), undefined);
  });

  it('disables the key of a person whose id begins with W', async () => {
    assert.ok(one && other);
    const { status, news } = await company.pressed('not-mine', one);
    assert.equal(status, 200);
    assert.match(news.at(-1)?.[1] ?? '', /Disabled/);
    const statuses = await company.statuses();
    assert.deepEqual([statuses.get(one.keyId), statuses.get(other.keyId)], ['Inactive', 'Active']);
  });

  it('is refused from a workspace of nobody’s, and taken from any of the organization’s', async () => {
    assert.ok(other);
    const strange = { team: { id: 'T0SOMEBODYS', domain: 'x' }, enterprise: undefined };
    const by = GRID.responder;
    const refused = await company.pressed('disable-now', other, by, { installation: strange });
    assert.deepEqual([refused.status, refused.news], [403, []]);
    assert.equal((await company.statuses()).get(other.keyId), 'Active');
    const taken = await company.pressed('disable-now', other, by, { installation: somewhere });
    assert.equal(taken.status, 200);
    assert.equal((await company.statuses()).get(other.keyId), 'Inactive');
  });

  it('goes on with a distributed run, which draws homes and enables nothing', async () => {
    company.now = new Date(+start + 24 * 60 * 60 * 1000);
    await company.emulated.run(company.now);
    assert.equal((await company.slack.requests.openHome(GRID.person)).status, 200);
    await company.pass(2);
    const home = JSON.stringify(company.slack.inbox.homeOf(GRID.person)?.blocks);
    assert.ok(home.includes(`…${one?.keyId.slice(-4)}`));
    assert.ok(!home.includes(`…${other?.keyId.slice(-4)}`));
    assert.deepEqual([...(await company.statuses()).values()], ['Inactive', 'Inactive']);
    const by = (await company.switched()).map((each) => each.by);
    assert.deepEqual(by, ['keyturn-audit/keyturn-act', 'keyturn-audit/keyturn-act']);
  });
});

describe('what is pressed in a company that only rehearses', () => {
  let company: PressingCompany;
  let made: Made;

  before(async () => {
    company = await PressingCompany.found(rehearsed, {
      users: [second, RESPONDER].map((id) => ({ id, name: id })),
      signingSecret,
    });
    made = await company.makeKey({ accountId, userName: 'person-2', slackId: second });
    await company.pass(60);
  });
  after(() => company?.stop());

  it('is asked of nobody in private, not by the daily run either', async () => {
    company.now = new Date(+start + 24 * 60 * 60 * 1000);
    await company.emulated.run(company.now);
    assert.deepEqual(
      company.slack.inbox.all.filter(({ channel }) => channel !== TEAM),
      [],
    );
  });

  it('says what would be done, in a session that could not do it', async () => {
    const { status } = await company.pressed('disable-now', made, RESPONDER);
    assert.equal(status, 200);
    const [told] = company.slack.inbox.seenAloneBy(RESPONDER);
    assert.match(told?.text ?? '', /this is a dry run/);
    assert.equal((await company.statuses()).get(made.keyId), 'Active');
    assert.match(JSON.stringify(company.aws.lastPolicy), /ListAccessKeys/);
    assert.doesNotMatch(JSON.stringify(company.aws.lastPolicy), /UpdateAccessKey/);
    assert.deepEqual(await company.switched(), []);
  });
});
