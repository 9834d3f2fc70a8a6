import { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { tagKeys } from '../../rules/tags';
import { oneLine } from '../text-table';
import { lacksMfa, type Adoptee } from './decide';
import type { TypeGuess } from './guess-type';
import type { TaggedExemption } from './tagged-exemption';

/** As many names are shown in a comment. */
const MOST_NAMES = 5;

/** One user's lines in engineers.yaml, with what is guessed or missing in comments. */
export function entryOf(adoptee: Adoptee): Pair<Scalar<string>, YAMLMap> {
  const { user, type, guess, fullName, slackId, slackNote, keyExemption, rotateWith } = adoptee;
  const fields = new YAMLMap();
  const put = (key: string, value: unknown, comment?: string) =>
    putInto(fields, key, value, comment);
  if (fullName)
    put('fullName', fullName.text, fullName.isGuess ? 'Guessed: from Slack' : undefined);
  if (user.path !== '/') put('path', user.path);
  if (slackId === undefined) put('slackId', null, `To fill in: ${slackNote}`);
  else put('slackId', slackId, slackNote && `Guessed: ${slackNote}`);
  if (keyExemption)
    fields.items.push(new Pair(new Scalar('keyExemption'), exemptionOf(keyExemption)));
  if (rotateWith !== undefined) put('rotateWith', rotateWith);
  if (adoptee.access) fields.items.push(new Pair(new Scalar('access'), flowOf(adoptee.access)));
  if (adoptee.identityCenterName !== undefined && adoptee.identityCenterName !== user.name)
    put('identityCenterName', adoptee.identityCenterName);
  if (type === 'machine' && user.policyArns.length > 0)
    fields.items.push(policiesOf(user.policyArns));
  const name = new Scalar(user.name);
  const comments = [ofMfa(adoptee), guess && describe(guess), keptOf(adoptee)].filter(
    (each) => each !== undefined,
  );
  if (comments.length > 0)
    name.commentBefore = comments.map((comment) => ` ${oneLine(comment)}`).join('\n');
  return new Pair(name, fields);
}

function putInto(fields: YAMLMap, key: string, value: unknown, comment?: string): void {
  const scalar = new Scalar(value);
  if (comment !== undefined) scalar.comment = ` ${oneLine(comment)}`;
  fields.items.push(new Pair(new Scalar(key), scalar));
}

function exemptionOf({ until, reason, approvedBy }: TaggedExemption): YAMLMap {
  const fields = new YAMLMap();
  const toFillIn = (text: string | undefined, tag: string) =>
    text === undefined ? `To fill in: no tag ${tag}` : undefined;
  putInto(fields, 'until', until);
  putInto(fields, 'reason', reason ?? null, toFillIn(reason, tagKeys.exemptReason));
  putInto(fields, 'approvedBy', approvedBy ?? null, toFillIn(approvedBy, tagKeys.exemptBy));
  return fields;
}

/** The file is read later: it says where that is from. */
function ofMfa(adoptee: Adoptee): string | undefined {
  switch (lacksMfa(adoptee)) {
    case true:
      return 'No MFA device, by the credential report.';
    case undefined:
      return 'Whether there is an MFA device, the credential report does not say.';
    case false:
      return undefined;
  }
}

function policiesOf(arns: readonly string[]): Pair {
  const list = new YAMLSeq<Scalar<string>>();
  list.items.push(...arns.map((arn) => new Scalar(arn)));
  return new Pair(new Scalar('policyArns'), list);
}

function flowOf(texts: readonly string[]): YAMLSeq<Scalar<string>> {
  const list = new YAMLSeq<Scalar<string>>();
  list.items.push(...texts.map((each) => new Scalar(each)));
  list.flow = true;
  return list;
}

function describe({ type, isSure, speaksFor, speaksAgainst }: TypeGuess): string {
  const what = type === 'engineer' ? 'an engineer' : 'a machine';
  const reasons = speaksFor.length > 0 ? `: ${speaksFor.join(', ')}` : '';
  const contra = speaksAgainst.length > 0 ? `; against it: ${speaksAgainst.join(', ')}` : '';
  return `${isSure ? 'Guessed' : 'Unsure, guessed'} ${what}${reasons}${contra}.`;
}

/** What stays with the user, and is not Keyturn's. */
function keptOf({ user, type }: Adoptee): string | undefined {
  const kept = [
    listed('group', user.groups),
    listed('policy', type === 'engineer' ? user.policyArns.map(nameOf) : []),
    listed('inline policy', user.inlinePolicies),
  ].filter((each) => each !== undefined);
  return kept.length === 0 ? undefined : `Keeps besides: ${kept.join('; ')}.`;
}

function listed(what: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const rest = names.length - MOST_NAMES;
  const more = rest > 0 ? ` and ${rest} more` : '';
  return `${what} ${names.slice(0, MOST_NAMES).join(', ')}${more}`;
}

function nameOf(policyArn: string): string {
  return policyArn.replace(/^.*?:policy\//, '');
}
