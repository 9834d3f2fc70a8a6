import { readFileSync } from 'node:fs';

/** Of Linux, on all machines that Node runs on: a hundredth of a second. */
const TICK_MS = 10;

/**
 * Milliseconds of a processor that the processes took which `work` started and waited for, theirs included. Of the
 * clock's too many are what else the machine does.
 * @throws Error where the kernel is not Linux
 */
export function processorTime(work: () => void): number {
  const start = ofChildren();
  work();
  return ofChildren() - start;
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: cutime and cstime, fields 16 and 17. */
function ofChildren(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  // The second field is the program's name, in parentheses, with whatever is in it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}
