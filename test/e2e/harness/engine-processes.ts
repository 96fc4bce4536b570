import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Engine processes below a host's process, by their command line. */
export function enginesOf(host: number): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(look)
    .filter((found) => found !== null);
  const family = new Set([host]);
  for (let grew = true; grew;) {
    grew = false;
    for (const { pid, parent } of all)
      if (family.has(parent) && !family.has(pid)) grew = Boolean(family.add(pid));
  }
  return all.filter(({ pid, command }) => family.has(pid) && isEngine(command)).map(({ pid }) => pid);
}

function look(pid: string): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return { pid: Number(pid), parent, command: readFileSync(`/proc/${pid}/cmdline`, 'latin1') };
  } catch {
    return null;
  }
}

function isEngine(command: string): boolean {
  return command.includes('engine.cjs') || command.includes('utility-sub-type=node');
}
