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
