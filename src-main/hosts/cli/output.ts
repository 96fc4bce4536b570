import Table from 'cli-table3';

/** One JSON document on standard output. Numbers that JSON cannot hold become null. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A line for people, beside the result. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** A table of right-aligned columns, but for the first `leftColumns`. */
export function printTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  leftColumns = 0,
): void {
  const none = '';
  const table = new Table({
    head: [...header],
    colAligns: header.map((_, i) => (i < leftColumns ? 'left' : 'right')),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: {
      top: none,
      'top-mid': none,
      'top-left': none,
      'top-right': none,
      bottom: none,
      'bottom-mid': none,
      'bottom-left': none,
      'bottom-right': none,
      left: none,
      'left-mid': none,
      mid: none,
      'mid-mid': none,
      right: none,
      'right-mid': none,
      middle: none,
    },
  });
  for (const row of rows) table.push([...row]);
  for (const line of table.toString().split('\n')) printLine(line.trimEnd());
}
