/**
 * Makes test/reference/<preset>.json from exports of finished experiments.
 *
 *   npm run --silent lab -- export figure-3 --format json --out DIR/figure-3.json     (and so on, for each preset)
 *   node build/make-reference-rows.mjs DIR
 *
 * Of each cell the first repetitions are kept, of each number six significant digits: the same export gives the same
 * bytes. test/reference/README.md says what the files are for.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Repetitions that are kept of each cell; trajectories have one. */
const KEPT = {
  'figure-1-trajectories': 1,
  'figure-2': 5,
  'figure-3': 10,
  'figure-4': 10,
  'figure-4-trajectories': 1,
  'figure-6': 20,
  'figure-7': 10,
  'figure-7-noisy': 10,
};
const OUTCOMES = ['converged', 'cycling', 'collapsed', 'diverged', 'stepLimit'];
/** What figures show. */
const MEASURES = [
  'initialSquaredDistance',
  'initialSharpness',
  'initialSharpnessAsPublished',
  'finalSquaredDistance',
  'finalSharpness',
  'finalSharpnessAsPublished',
  'finalRisk',
  'finalTestRisk',
];
const DIGITS = 6;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('Usage: node build/make-reference-rows.mjs FOLDER-OF-EXPORTS\n');
  process.exit(1);
}

for (const [preset, repetitions] of Object.entries(KEPT)) {
  const { experiment, runs } = JSON.parse(readFileSync(join(folder, `${preset}.json`), 'utf8'));
  const { finished, total } = experiment.counts;
  if (experiment.name !== preset || finished !== total)
    throw new Error(`${preset}.json is not a whole run of the preset "${preset}".`);
  const kept = runs
    .filter((run) => run.repetition < repetitions)
    .sort((a, b) => a.cell - b.cell || a.repetition - b.repetition);
  const traces = kept.flatMap(({ cell, repetition, traces: own }) =>
    own.map((trace) => ({ cell, repetition, ...trace, values: trace.values.map(short) })),
  );
  const columns = MEASURES.map((name) => [name, kept.map(({ measures }) => short(measures[name]?.value))]);
  const text = [
    `{"preset":${JSON.stringify(preset)},"repetitions":${repetitions},"outcomes":${JSON.stringify(OUTCOMES)},`,
    `"outcome":${JSON.stringify(kept.map(({ outcome }) => OUTCOMES.indexOf(outcome)))},`,
    '"measures":{',
    columns.map(([name, values]) => `"${name}":${JSON.stringify(values)}`).join(',\n'),
    '},',
    `"traces":[${traces.map((trace) => `\n${JSON.stringify(trace)}`).join(',')}]}`,
    '',
  ].join('\n');
  writeFileSync(join(root, 'test', 'reference', `${preset}.json`), text);
  process.stdout.write(`${preset}: ${kept.length} of ${runs.length} runs, ${text.length} bytes\n`);
}

function short(value) {
  return typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : null;
}
