import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

const ENTRY = resolve(import.meta.dirname, '../../../out/main/lab.cjs');

export interface LabResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningLab {
  readonly child: ChildProcess;
  readonly result: Promise<LabResult>;
  /** Resolves when standard error holds this text. */
  readonly says: (text: string) => Promise<void>;
}

/** The built command line as a process of its own. */
export function startLab(args: readonly string[], cwd?: string): RunningLab {
  const child = spawn(process.execPath, [ENTRY, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const result = new Promise<LabResult>((settle) => {
    child.on('close', (code, signal) => settle({ code, signal, stdout, stderr }));
  });
  const says = (text: string): Promise<void> =>
    new Promise((settle, reject) => {
      const look = (): void => {
        if (stderr.includes(text)) settle();
      };
      look();
      child.stderr.on('data', look);
      child.on('close', () => reject(new Error(`lab ended without saying "${text}": ${stderr}`)));
    });
  return { child, result, says };
}

export async function lab(...args: string[]): Promise<LabResult> {
  return startLab(args).result;
}

/** The JSON document that a command printed. */
export async function labJson<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await lab(...args);
  if (code !== 0) throw new Error(`lab ${args.join(' ')} ended with ${String(code)}: ${stderr}`);
  return JSON.parse(stdout) as T;
}
