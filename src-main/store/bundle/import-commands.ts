/** Everything that bringing experiments in does to the archive, in SQL. */
export const IMPORTS = {
  begin: `
    INSERT INTO experiment (id, name, status, spec, data_set, total, cells, created_at, started_at, finished_at, program_version,
      notes, starred, extends, kin, kernel_seconds, hidden)
    VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'importing')`,
  specField: `INSERT INTO spec_field (experiment, field, value) VALUES (?, ?, ?)`,
  tag: `INSERT INTO tag (experiment, tag) VALUES (?, ?) ON CONFLICT DO NOTHING`,
  cell: `
    INSERT INTO cell (experiment, position, learning_rate, scale, depth, steps, repetitions)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  session: `
    INSERT INTO session (experiment, started_at, ended_at, program_version, kernel, processor, platform, runtime, processes,
      runs, kernel_seconds)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  incoming: `SELECT key FROM experiment WHERE id = ? AND hidden = 'importing'`,
  here: `SELECT key FROM experiment WHERE id = ? AND hidden IS NULL`,
  show: `
    UPDATE experiment SET id = ?, name = ?, spec = json_set(spec, '$.name', ?), hidden = NULL,
      status = CASE WHEN finished = total THEN 'finished' ELSE 'cancelled' END
    WHERE key = ?`,
} as const;
