/** Resources of ours that more than one check fails on, by their names in the stacks. */
export const functions = [
  'keyturn-monitor-function',
  'keyturn-notify-function',
  'keyturn-key-events-function',
];
export const trail = 'key-events-trail';
export const ofTrail = 'The bucket of the trail';
