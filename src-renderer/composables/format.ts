/** Quantities of everyday kinds, for people. */

/** Four digits stand together, as on the axes of charts; more are set apart in threes. */
const LEAST_GROUPED = 10_000;

export function formatCount(count: number): string {
  const whole = Math.round(count);
  return whole < LEAST_GROUPED ? String(whole) : String(whole).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** 4.2 million, 310 thousand: where a digit more would mean nothing. */
export function formatRoughly(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toPrecision(3)} billion`;
  if (count >= 1e6) return `${(count / 1e6).toPrecision(3)} million`;
  return formatCount(count);
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toPrecision(2)}\u00a0${units[power]!}`;
}

export function formatDuration(seconds: number): string {
  if (seconds < 1) return 'under 1\u00a0s';
  if (seconds < 100) return `${Math.round(seconds)}\u00a0s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `${minutes}\u00a0min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours}\u00a0h ${minutes % 60}\u00a0min`;
  return `${Math.round(hours / 24)}\u00a0days`;
}

/** "about 3 min"; nothing is about "under 1 s". */
export function formatAbout(seconds: number): string {
  return `${seconds < 1 ? '' : 'about '}${formatDuration(seconds)}`;
}

const SI = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** 12.4 M steps/s */
export function formatRate(stepsPerSecond: number): string {
  const [size, prefix] = SI.find(([least]) => stepsPerSecond >= least) ?? [1, ''];
  return `${(stepsPerSecond / size).toPrecision(3)}\u00a0${prefix} steps/s`.replace('\u00a0 ', '\u00a0');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 14 Mar 2026 09:26, in the reader's time zone. */
export function formatMoment(iso: string): string {
  const moment = new Date(iso);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${moment.getDate()} ${MONTHS[moment.getMonth()]!} ${moment.getFullYear()}`;
  return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
