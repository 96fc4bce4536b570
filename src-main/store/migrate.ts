import type { Connection } from './connection';
import { APPLICATION_ID, layoutOf } from './identity';
import { MIGRATIONS } from './migrations/index';
import type { Migration } from './migrations/migration';

/** The layout that a list of migrations leads to. */
export function latestLayout(migrations: readonly Migration[] = MIGRATIONS): number {
  return migrations.at(-1)?.layout ?? 0;
}

/**
 * Brings the archive at `path` to today's layout: each step in one transaction, so that a crash leaves it between
 * two steps and never inside one.
 */
export function migrate(
  database: Connection,
  path: string,
  migrations: readonly Migration[] = MIGRATIONS,
): void {
  const latest = latestLayout(migrations);
  const step = database.transaction((migration: Migration) => {
    // Read again under the lock: another process may have taken this step in the meantime.
    if ((layoutOf(database, path, latest) ?? 0) >= migration.layout) return;
    migration.apply(database);
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.pragma(`user_version = ${migration.layout}`);
  });
  const layout = layoutOf(database, path, latest) ?? 0;
  for (const migration of migrations) if (migration.layout > layout) step.immediate(migration);
}
