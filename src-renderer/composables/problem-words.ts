import type { Problem } from '@shared/contract/errors';
import { besideField } from './beside-field';

/** What fields of a spec are called in the form. */
const TITLES: Readonly<Record<string, string>> = {
  name: 'Name',
  seed: 'Seed',
  data: 'Data',
  'data.samples': 'Samples',
  'data.features': 'Features',
  network: 'Network',
  'network.kind': 'Network',
  'network.activation': 'Activation',
  'network.hiddenWidths': 'Hidden widths',
  initialisation: 'Initialisation',
  'initialisation.family': 'Initialisation',
  grid: 'Grid',
  'grid.depths': 'Depths',
  'grid.scales': 'Scales',
  'grid.training': 'Learning rates',
  randomness: 'Randomness',
  trace: 'Traces',
};
const TRAINING: Readonly<Record<string, string>> = {
  learningRate: 'Learning rate',
  steps: 'Steps',
  repetitions: 'Repetitions',
};

/** A problem by the name of its field in the form: "Depths: entry 2 must be at least 1."; by its path where it has none. */
export function problemWords(problem: Problem, withRow = true): string {
  const { path, message } = problem;
  const row = /^grid\.training\[(\d+)\]\.(\w+)$/.exec(path);
  if (row !== null) {
    const title = TRAINING[row[2]!] ?? row[2]!;
    return `${title}${withRow ? `, row ${Number(row[1]) + 1}` : ''}: ${besideField(problem, path)}`;
  }
  const field = path.replace(/\[\d+\]$/, '');
  const title = TITLES[field];
  return title === undefined ? `${message}.` : `${title}: ${besideField(problem, field)}`;
}
