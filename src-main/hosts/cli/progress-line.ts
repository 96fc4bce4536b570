import { Format, Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../../core/progress';

/** Time between two plain lines where there is no terminal, in milliseconds. */
const PLAIN_INTERVAL_MS = 5000;

export interface ProgressLine {
  show(progress: Progress): void;
  stop(): void;
}

/** 75 s as 1:15, 4000 s as 1:06:40. */
export function formatDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

function details({ runs, stepsPerSecond, secondsLeft, engineProcesses }: Progress): string {
  const parts = [`${runs.finished} of ${runs.total} runs`];
  if (runs.failed > 0) parts.push(`${runs.failed} failed`);
  if (stepsPerSecond !== null) parts.push(`${(stepsPerSecond / 1e6).toFixed(2)} M steps/s`);
  if (secondsLeft !== null) parts.push(`${formatDuration(secondsLeft)} left`);
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
