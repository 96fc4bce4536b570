import type { KeptItem, KeptKind } from '@shared/contract/library';
import { COMMANDS } from './commands';
import type { Connection } from './connection';

/** What the writer does to items kept under a name; every call belongs inside a transaction. */
export function itemCommands(database: Connection, now: () => string) {
  const keep = database.prepare(COMMANDS.keepItem);
  const forget = database.prepare(COMMANDS.forgetItem);
  return {
    keep: ({ kind, name, content }: Omit<KeptItem, 'changedAt'>): void =>
      void keep.run(kind, name, content, now()),
    forget: (kind: KeptKind, name: string): void => void forget.run(kind, name),
  };
}
