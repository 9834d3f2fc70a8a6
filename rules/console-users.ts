/** As AWS's consoles name the user that they make for an API key: `BedrockAPIKey-x1y2`, `CloudWatchAPIKey-x1y2`. */
const consoleUserPattern = /^[A-Za-z]+APIKey-[a-z0-9]{4}$/;

/**
 * Whether a user is named as those are that a console makes, with an API key, for whoever asks it for a long-term
 * one: it is nobody's own, has no tags, and stays when its key has ended. AWS documents no such names; these two
 * were seen.
 */
export function isConsoleUser(userName: string): boolean {
  return consoleUserPattern.test(userName);
}
