/** A file of columns that pgfplots reads: names in the first row, "nan" where there is nothing. */
export class Table {
  private readonly columns = new Map<string, readonly (number | string)[]>();
  private readonly said: string[] = [];

  constructor(readonly name: string) {}

  /** What a column is, for those who open the file. */
  say(words: string): void {
    this.said.push(`# ${words.replace(/\s+/g, ' ')}`);
  }

  /** Adds a column; shorter ones are filled up. */
  add(name: string, values: readonly (number | null)[]): void {
    this.columns.set(name, values.map(written));
  }

  text(): string {
    const names = [...this.columns.keys()];
    const length = Math.max(0, ...[...this.columns.values()].map((values) => values.length));
    const rows = Array.from({ length }, (_, i) =>
      names.map((name) => this.columns.get(name)![i] ?? 'nan').join(' '),
    );
    return [...this.said, names.join(' '), ...rows, ''].join('\n');
  }
}

/** In full precision. */
export function written(value: number | null): string {
  if (value === null || Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return String(value);
}
