/** The shells that have all that it takes built in: the time, and a test of which file is newer. */
export const shells = ['zsh', 'bash'] as const;
export type Shell = (typeof shells)[number];

/**
 * Reads the file of KeptKeys, in the words of both shells, and starts nothing. What it reads goes into arithmetic only
 * once it is seen to be digits: there both shells would run what stands in brackets. What the last command came to is
 * left to whatever else shows it.
 */
const read = String.raw`keyturn_key() {
  local last=$? file="\${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials}" version key due stops state rest days
  KEYTURN_KEY=
  [[ -r $file.keyturn-status ]] || return $last
  {
    read -r version
    [[ $version == 'keyturn-status 1' ]] || { KEYTURN_KEY='AWS key: keyturn status '; return $last; }
    while read -r key due stops state rest; do
      [[ -n $stops && $key != *[^A-Z0-9]* && $due$stops != *[^0-9]* ]] || continue
      days=$(( (stops - EPOCHSECONDS + 172799) / 86400 - 1 ))
      if [[ $state == stopped ]]; then KEYTURN_KEY+="AWS key …$key has stopped "
      elif (( EPOCHSECONDS < due )); then continue
      elif [[ $file -nt $file.keyturn-status ]]; then KEYTURN_KEY+="AWS key …$key, or another: keyturn status "
      elif (( stops > 200000000000 )); then KEYTURN_KEY+="AWS key …$key is old "
      elif (( days > 0 )); then KEYTURN_KEY+="AWS key …$key stops in $days d "
      elif (( days == 0 )); then KEYTURN_KEY+="AWS key …$key stops today "
      else KEYTURN_KEY+="AWS key …$key is past its day "
      fi
    done
  } <"$file.keyturn-status"
  return $last
}`.replaceAll('\\$', '$');

const use: Readonly<Record<Shell, string>> = {
  zsh: `zmodload zsh/datetime && autoload -Uz add-zsh-hook && add-zsh-hook precmd keyturn_key
setopt prompt_subst; PROMPT='$KEYTURN_KEY'"$PROMPT"`,
  bash: `PROMPT_COMMAND="keyturn_key\${PROMPT_COMMAND:+; $PROMPT_COMMAND}"
PS1='$KEYTURN_KEY'"$PS1"`,
};

/** What is added to a shell's file of its own, such as ~/.zshrc. */
export function promptLines(shell: Shell): string {
  return `# The AWS key that is to be rotated, in the prompt: what keyturn status has kept. It starts no program.
${read}
${use[shell]}
`;
}
