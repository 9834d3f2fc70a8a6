import { credentialTraits } from '../../rules/credentials';
import type { Account } from '../../rules/model';
import { noticeId, type NoticeOf } from '../../rules/notices';
import { instantOf, type KeyCall } from '../cloudtrail-record';
import { aboutCall, known, type News } from './news';

type Created = NoticeOf<'credential-created'>;
type How = Created['how'];
type Kind = Created['credential']['kind'];

/** An end so far off is none: a console's "Never expires" was seen to be one in a hundred years. */
const FAR_OFF_DAYS = 3650;
const DAY_MS = 24 * 60 * 60 * 1000;

/** An API key or a password for one service, made or given another secret. */
export function serviceCredentialNews(account: Account, call: KeyCall, how: How): News {
  const field = 'serviceSpecificCredential';
  const made = known(call.responseElements?.[field], `responseElements.${field}`);
  const id = made.serviceSpecificCredentialId;
  const end = { service: made.serviceName, ...endOf(call) };
  return newsOfOne(account, call, how, { kind: 'service-specific', id }, end);
}

export function sshKeyNews(account: Account, call: KeyCall): News {
  const made = known(call.responseElements?.sSHPublicKey, 'responseElements.sSHPublicKey');
  return newsOfOne(account, call, 'created', { kind: 'ssh-key', id: made.sSHPublicKeyId });
}

export function certificateNews(account: Account, call: KeyCall): News {
  const made = known(call.responseElements?.certificate, 'responseElements.certificate');
  return newsOfOne(account, call, 'created', {
    kind: 'signing-certificate',
    id: made.certificateId,
  });
}

/** A call that sets a status says nothing else of the credential. */
export function statusNews(account: Account, call: KeyCall, kind: Kind): News {
  const { requestParameters: asked } = call;
  const { idField } = credentialTraits[kind].statusCall;
  const id = known(asked?.[idField], `requestParameters.${idField}`);
  return asked?.status === 'Active'
    ? newsOfOne(account, call, 'enabled', { kind, id })
    : { what: 'disabled', credentialId: id };
}

function newsOfOne(
  account: Account,
  call: KeyCall,
  how: How,
  credential: Created['credential'],
  end: Pick<Created, 'service' | 'endsAt' | 'neverEnds'> = { neverEnds: false },
): News {
  const id = noticeId.credentialCreated(credential.id, how, call.eventID);
  const about = { ...aboutCall(account, call), credential, how, ...end };
  return {
    what: how === 'enabled' ? 're-enabled' : how,
    credentialId: credential.id,
    notice: { ...about, kind: 'credential-created', id },
  };
}

/** Of a date that can't be read nothing is said, least of all that there is none. */
function endOf(call: KeyCall): Pick<Created, 'endsAt' | 'neverEnds'> {
  const { eventTime, requestParameters, responseElements } = call;
  const written = responseElements?.serviceSpecificCredential?.expirationDate;
  const days = requestParameters?.credentialAgeDays;
  if (written === undefined && days === undefined) return { neverEnds: true };
  const madeAt = new Date(eventTime).getTime();
  const asked = days === undefined ? undefined : new Date(madeAt + days * DAY_MS);
  const end = instantOf(written) ?? asked;
  if (!end) return { neverEnds: false };
  return {
    endsAt: end.toISOString(),
    neverEnds: end.getTime() - madeAt > FAR_OFF_DAYS * DAY_MS,
  };
}
