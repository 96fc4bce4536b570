import type { BundleManifest } from '@shared/contract/bundle-manifest';

/** What a bundle says of itself to whoever opens it without the program. */
export function readMe({ program, experiments }: BundleManifest): string {
  const list = experiments.map(
    ({ name, id, folder, runs, plannedRuns }) =>
      `  ${name} (${id}): ${runs} of ${plannedRuns} runs, in experiments/${folder}`,
  );
  return `A bundle of the Sharpness Workbench (${program}): experiments on the optimisation dynamics of deep linear networks,
with all their runs. Nothing but common tools is needed to read it.

Experiments
${list.join('\n')}

Files
  experiments/NAME/spec.json   what was asked for: data, network, initialisation, grid
  experiments/NAME/runs.csv    one row a run: its place in the grid, how it ended, what was measured
  experiments/NAME/notes.md    notes
  archive.sqlite               everything, traces and data sets too, as an SQLite database
  manifest.json                what is in the bundle, with digests
  checksums.sha256             SHA-256 of every other file: sha256sum -c checksums.sha256

The database
  experiment (experiment, id, name, spec, data_set, created_at, started_at, finished_at, program_version, extends,
              kernel_seconds, notes, starred)
  cell       (experiment, cell, learning_rate, scale, depth, steps, repetitions)
  run        (run, experiment, cell, repetition, outcome, steps_taken)
  measure    (run, measure, value, error, method)
  trace      (run, quantity, every, length, samples): samples is a BLOB of little-endian float64; number i was taken after
             i * every steps
  data_set   (digest, origin, features, samples, test_samples, inputs, targets, test_inputs, test_targets): BLOBs of
             little-endian float64, inputs by rows
  tag        (experiment, tag)
  session    (experiment, session, started_at, ended_at, program_version, kernel, processor, platform, runtime, processes,
              runs, kernel_seconds): when and on what machine runs were computed

With Python's standard library:

  import sqlite3, struct
  db = sqlite3.connect('archive.sqlite')
  for row in db.execute('''SELECT cell.learning_rate, cell.scale, cell.depth, run.repetition, run.outcome, measure.value
      FROM run JOIN cell USING (experiment, cell) JOIN measure USING (run) WHERE measure = 'finalSharpness' '''):
      print(row)
  for quantity, every, samples in db.execute('SELECT quantity, every, samples FROM trace'):
      print(quantity, every, struct.unpack(f'<{len(samples) // 8}d', samples)[:3])

docs/bundle-format.md of the Sharpness Workbench has the details. "lab bundle import" brings a bundle into an archive.
`;
}
