import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

export interface Child {
  /** The next line that it prints. */
  line(): Promise<string>;
  /** Ends it as a crash or the system would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Waits until it ends by itself. */
  exit(): Promise<number | null>;
}

/** Starts a bundled script; it is killed with the test. */
export function startChild(script: string, ...args: string[]): Child {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async line() {
      const next = await lines.next();
      if (next.done === true) throw new Error('the child ended without a word');
      return next.value;
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async exit() {
      const [code] = (await gone) as [number | null];
      return code;
    },
  };
}
