import { policyDocument, type PolicyDocument } from './document';

/** EventBridge's role in a watched account: puts events on the monitor's bus. */
export function forwarderPermissions(eventBusArn: string): PolicyDocument {
  return policyDocument({
    Sid: 'ForwardKeyEvents',
    Effect: 'Allow',
    Action: 'events:PutEvents',
    Resource: eventBusArn,
  });
}
