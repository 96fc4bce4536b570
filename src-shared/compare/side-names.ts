import { plan } from '../experiment/plan';
import type { ExperimentSpec } from '../experiment/spec';
import { formatSetting } from '../figures/format-number';
import type { ComparisonSide } from './comparison';

/** What a side is named by. */
export interface NamedExperiment {
  readonly name: string;
  readonly spec: ExperimentSpec;
}

/**
 * What sides are called, beside lines and above columns: the experiment, unless all are of one; for a cell the settings that
 * the experiment varies; for a run its repetition. No two are called the same.
 */
export function sideNames(
  sides: readonly ComparisonSide[],
  experiments: readonly NamedExperiment[],
): string[] {
  const same = new Set(sides.map(({ experiment }) => experiment)).size === 1;
  const names = sides.map((side, i) => {
    const { name, spec } = experiments[i]!;
    const place = placeName(side, spec);
    return [...(same && place !== '' ? [] : [name]), ...(place === '' ? [] : [place])].join(', ');
  });
  return names.map((name, i) => {
    const before = names.slice(0, i).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}

/** What a name may have of characters at the end of a line. */
const MOST_CHARACTERS = 24;

/** Names as they stand at lines: long ones by their beginnings or, where these are the same, by both ends. */
export function shortNames(names: readonly string[]): string[] {
  if (names.every((name) => Array.from(name).length <= MOST_CHARACTERS)) return [...names];
  const apart = (short: readonly string[]): boolean => new Set(short).size === names.length;
  const beginnings = names.map((name) => cut(name, MOST_CHARACTERS - 1));
  if (apart(beginnings)) return beginnings;
  const ends = names.map((name) => cut(name, MOST_CHARACTERS / 2));
  return apart(ends) ? ends : beginnings.map((name, i) => `${name} (${i + 1})`);
}

function cut(name: string, first: number): string {
  const characters = Array.from(name);
  if (characters.length <= MOST_CHARACTERS) return name;
  const last = MOST_CHARACTERS - 1 - first;
  return `${characters.slice(0, first).join('').trimEnd()}…${last > 0 ? characters.slice(-last).join('') : ''}`;
}

function placeName({ cell, run }: ComparisonSide, spec: ExperimentSpec): string {
  if (cell === null) return '';
  const { grid } = spec;
  const planned = plan(spec).cells[cell];
  if (planned === undefined) return `cell ${cell}`;
  const settings = [
    ...(grid.training.length > 1 ? [`η = ${formatSetting(planned.learningRate)}`] : []),
    ...(grid.scales.length > 1 ? [`scale ${formatSetting(planned.scale)}`] : []),
    ...(grid.depths.length > 1 ? [`L = ${planned.depth}`] : []),
  ];
  return [
    ...(settings.length === 0 ? [`cell ${cell}`] : settings),
    ...(run === null ? [] : [`run ${run}`]),
  ].join(', ');
}
