import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkBlocks } from '../../emulation/slack/block-kit';
import { documentationUrl } from '../../rules/names';
import { pressAnswerSchema, type PressAnswer } from '../../rules/presses/press-answer';
import { rotationTools } from '../../rules/tags';
import { shownOf, type SlackMessage } from '../slack-message';
import { asText } from './as-text';
import { toOwner, unaddressed } from './example-people';
import { examplesForTeam, examplesOfPressAnswers } from './examples-of-press-answers';
import { isAboutKey, renderPressAnswer, renderPressForTeam } from './index';
import { reasons } from './why-not';

const all = [...examplesOfPressAnswers, ...examplesForTeam];

function toTeamOf(answer: PressAnswer): SlackMessage {
  assert.ok(isAboutKey(answer));
  return renderPressForTeam(answer);
}

function textsOf({ text, blocks }: SlackMessage): readonly string[] {
  return [text, ...blocks.flatMap((block) => shownOf(block).texts.map((each) => each.text))];
}

const markupIn = (message: SlackMessage) =>
  textsOf(message).flatMap((text) => text.match(/<[^>]*>?/g) ?? []);

describe('the answer to a press', () => {
  it('is an example for each reason, each as the queue carries it', () => {
    for (const { name, answer } of all)
      assert.ok(pressAnswerSchema.safeParse(answer).success, name);
    const codes = new Set(examplesOfPressAnswers.map(({ answer }) => answer.code));
    for (const code of Object.keys(reasons)) assert.ok(codes.has(code), code);
  });

  it('says so where nothing was done, and never where something was', () => {
    for (const { name, answer } of examplesOfPressAnswers) {
      const text = asText(renderPressAnswer(answer, toOwner));
      assert.equal(/^Nothing was done\./.test(text), answer.outcome === 'nothing', name);
    }
  });

  it('says that a key is disabled, or gone, only where it is', () => {
    const isSaid = /^✅ Disabled|is (?:disabled|deleted)(?: already)?[.,]/;
    for (const { name, answer } of examplesOfPressAnswers) {
      const isOff =
        answer.outcome === 'disabled' ||
        ['off', 'gone'].includes(answer.code) ||
        ['off', 'gone'].includes(answer.looked?.is ?? '');
      const text = asText(renderPressAnswer(answer, toOwner)).replaceAll('whether it is', '');
      assert.equal(isSaid.test(text), isOff, `${name}: ${text}`);
    }
  });

  it('tells who has reported a key that works what the team is told', () => {
    for (const { name, answer } of examplesOfPressAnswers.filter((each) => each.answer.tellsTeam))
      assert.match(asText(renderPressAnswer(answer, toOwner)), /The team is told/, name);
  });

  it('has nothing to press, no link but the company’s own, and asks for no secret', () => {
    for (const rotateWith of rotationTools)
      for (const { name, answer } of examplesOfPressAnswers) {
        const about = answer.about && { ...answer.about, rotateWith };
        const message = renderPressAnswer({ ...answer, about }, toOwner);
        assert.ok(!message.blocks.some(({ type }) => type === 'actions'), name);
        const named = [...(answer.who ?? []).map((id) => `<@${id}>`), '<#C0INFRATEAM>'];
        assert.deepEqual(
          markupIn(message).filter((each) => !named.includes(each)),
          [],
          name,
        );
      }
  });

  it('names who may, where whoever pressed may not', () => {
    const example = examplesOfPressAnswers.find(({ answer }) => answer.code === 'no-responder');
    assert.ok(example);
    const said = (who?: string[]) =>
      renderPressAnswer({ ...example.answer, who }, unaddressed).text;
    assert.match(said(['U0RESPONDER']), /Who may: \*<@U0RESPONDER>\*\.$/);
    assert.doesNotMatch(said([]), /Who may/);
    assert.doesNotMatch(said(), /Who may/);
    const many = said(Array.from({ length: 200 }, (_, i) => `U0RESPONDER${i}`));
    assert.match(many, /, 190 more\.$/);
  });

  it('has the command that is left, with whole ids, for its owner alone', () => {
    const isLooked = ({ answer }: (typeof all)[number]) => answer.outcome === 'looked';
    for (const { name, answer } of all.filter((each) => !isLooked(each))) {
      const messages = [renderPressAnswer(answer, toOwner)];
      if (answer.tellsTeam) messages.push(toTeamOf(answer));
      assert.doesNotMatch(JSON.stringify(messages), /AKIA/, name);
    }
    const looked = examplesOfPressAnswers.filter(isLooked);
    assert.ok(looked.length > 4);
    for (const { name, answer } of looked) {
      const isLeft = /^ {4}\S/m.test(asText(renderPressAnswer(answer, toOwner)));
      assert.equal(isLeft, answer.looked?.is !== 'gone', name);
    }
  });
});

describe('what the team hears of a press', () => {
  it('is loud, names who pressed, and leads to the runbook', () => {
    const runbook = `<${documentationUrl}/runbooks/compromised-key.md|compromised key>`;
    for (const { name, answer } of examplesForTeam) {
      const message = toTeamOf(answer);
      assert.match(message.text, /^🚨 /u, name);
      assert.ok(asText(message).startsWith('🚨 '), name);
      assert.deepEqual(new Set(markupIn(message)), new Set([`<@${answer.to.slackId}>`, runbook]));
    }
  });

  it('has how to disable it, unless that is over, or can’t be done by that name', () => {
    for (const { name, answer } of examplesForTeam) {
      const isOver = ['gone', 'off', 'user-gone'].includes(answer.code);
      assert.equal(/update-access-key/.test(asText(toTeamOf(answer))), !isOver, name);
    }
  });

  it('takes nobody for the owner who was not looked up', () => {
    for (const { name, answer } of examplesForTeam.filter(
      (each) => each.answer.button === 'not-mine',
    )) {
      const isLookedUp = !['not-read', 'user-gone'].includes(answer.code);
      assert.equal(/, its owner,/.test(asText(toTeamOf(answer))), isLookedUp, name);
    }
  });
});

describe('an answer full of anything', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      ...['<!channel>', '<@U0SOMEBODY>', '<https://evil.example|Press here>', '``` <!here> ```'],
      ...['*_~`&<>', '&'.repeat(5000), '"'.repeat(5000), '😀\u202E\u0000'.repeat(3000)],
    ),
    fc.string({ unit: 'binary', maxLength: 400 }),
  );
  const answers: fc.Arbitrary<PressAnswer> = fc
    .tuple(fc.constantFrom(...all), fc.infiniteStream(hostile.map((text) => text.padEnd(4, 'x'))))
    .map(([{ answer }, strings]) => {
      const any = () => strings.next().value as string;
      const { about, looked, who } = answer;
      return pressAnswerSchema.parse({
        ...answer,
        text: any(),
        to: { ...answer.to, slackId: any() },
        ...(who && { who: who.map(any) }),
        ...(about && {
          about: {
            ...about,
            account: { ...about.account, name: any() },
            userName: any(),
            keyId: any(),
          },
        }),
        ...(looked?.is === 'two-enabled' && { looked: { ...looked, newerId: any() } }),
        ...(looked?.is === 'not-rotated' && { looked: { ...looked, deadId: any() } }),
      });
    });

  it('stays within what Slack takes, and mentions or leads to nobody', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const messages = [renderPressAnswer(answer, toOwner)];
        if (isAboutKey(answer)) messages.push(renderPressForTeam(answer));
        for (const message of messages) {
          checkBlocks(message.blocks);
          assert.ok(message.text.length > 0 && message.text.length <= 4000);
          const ours = ['<#C0INFRATEAM>', `<${documentationUrl}/runbooks/compromised-key.md|`];
          for (const each of markupIn(message))
            assert.ok(
              ours.some((known) => each.startsWith(known)),
              each,
            );
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
