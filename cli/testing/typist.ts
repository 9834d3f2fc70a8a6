import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { workspace } from '../../emulation/workspace';

/** Node alone has no terminal to give. */
const typist = `
import os, pty, re, sys, json
dialogue, command = json.loads(sys.argv[1]), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execv(command[0], command)
said = b""
while True:
    try:
        more = os.read(terminal, 4096)
    except OSError:
        break
    if not more:
        break
    said += more
    if dialogue and re.search(dialogue[0][0].encode(), said):
        os.write(terminal, (dialogue.pop(0)[1] + "\\n").encode())
sys.stdout.buffer.write(said)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

/** What is asked, as a pattern, and what is typed then. */
export type Dialogue = readonly (readonly [asked: string, answer: string])[];

/** Runs a script of Node's in a terminal, at which somebody answers. */
export async function talkTo(
  script: readonly [file: string, ...args: string[]],
  env: Readonly<Record<string, string>>,
  dialogue: Dialogue,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(
    workspace.python,
    ['-c', typist, JSON.stringify(dialogue), process.execPath, ...script],
    {
      env: { ...env, PATH: process.env['PATH'], NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const closed = once(child, 'close') as Promise<[number | null]>;
  const said = await text(child.stdout);
  return { code: (await closed)[0], said };
}
