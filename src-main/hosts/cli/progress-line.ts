import { Format, Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../../core/progress';

/** Time between two plain lines where there is no terminal, in milliseconds. */
const PLAIN_INTERVAL_MS = 5000;

export interface ProgressLine {
  show(progress: Progress): void;
  stop(): void;
}

/** 5 as 5 s, 75 as 1:15 min, 4000 as 1:06:40 h. */
export function formatDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)} min`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)} h`;
}

function details({ runs, stepsPerSecond, secondsLeft, engineProcesses, waiting }: Progress): string {
  const parts = [`${runs.finished} of ${runs.total} runs`];
  if (runs.failed > 0) parts.push(`${runs.failed} failed`);
  if (stepsPerSecond !== null) parts.push(`${(stepsPerSecond / 1e6).toFixed(2)} M steps/s`);
  if (secondsLeft !== null) parts.push(`${formatDuration(secondsLeft)} left`);
  if (waiting !== null) parts.push(`waiting for ${waiting.what} (Ctrl-C ends it; finished runs are kept)`);
  parts.push(`${engineProcesses} ${engineProcesses === 1 ? 'process' : 'processes'}`);
  return parts.join(' · ');
}

/** A bar on a terminal, a plain line now and then elsewhere; on standard error. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  return stream.isTTY ? terminalBar(stream) : plainLines(stream);
}

function terminalBar(stream: NodeJS.WriteStream): ProgressLine {
  const bar = new SingleBar(
    {
      stream,
      clearOnComplete: true,
      hideCursor: true,
      fps: 10,
      format: (options, parameters, payload: { text: string }) =>
        `${Format.BarFormat(parameters.progress, options)} ${payload.text}`,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    show: (progress) => {
      const payload = { text: details(progress) };
      if (!started) bar.start(Math.max(1, progress.stepsToDo), 0, payload);
      started = true;
      bar.update(Math.min(progress.steps, progress.stepsToDo), payload);
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}

function plainLines(stream: NodeJS.WriteStream): ProgressLine {
  let last = performance.now();
  return {
    show: (progress) => {
      if (performance.now() - last < PLAIN_INTERVAL_MS) return;
      last = performance.now();
      stream.write(`${details(progress)}\n`);
    },
    stop: () => undefined,
  };
}
