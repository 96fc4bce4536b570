import type { Connection } from './connection';

/** A table of interned names. */
export type WordTable = 'measure_name' | 'method_name';

/** Names by key, as they are met: names never change and never leave. */
export class KnownWords {
  private readonly names = new Map<number, string>();
  private readonly find;

  constructor(database: Connection, table: WordTable) {
    this.find = database.prepare<[number], string>(`SELECT name FROM ${table} WHERE key = ?`).pluck();
  }

  nameOf(key: number): string {
    const known = this.names.get(key);
    if (known !== undefined) return known;
    // The foreign key holds that it is there.
    const name = this.find.get(key)!;
    this.names.set(key, name);
    return name;
  }
}

/** Keys by name, making those that are missing. */
export class NewWords {
  private readonly keys = new Map<string, number>();
  private readonly make;
  private readonly find;

  constructor(database: Connection, table: WordTable) {
    this.make = database.prepare<[string]>(`INSERT INTO ${table} (name) VALUES (?) ON CONFLICT DO NOTHING`);
    this.find = database.prepare<[string], number>(`SELECT key FROM ${table} WHERE name = ?`).pluck();
  }

  /** To be called inside a transaction. */
  keyOf(name: string): number {
    const known = this.keys.get(name);
    if (known !== undefined) return known;
    this.make.run(name);
    const key = this.find.get(name)!;
    this.keys.set(name, key);
    return key;
  }

  /** To be called when a transaction was rolled back: it took the names that it made with it. */
  forget(): void {
    this.keys.clear();
  }
}
