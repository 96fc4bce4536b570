import Table from 'cli-table3';

/** One JSON document on standard output. Numbers that JSON cannot hold become null. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** One JSON array on standard output, an element a line: of any length, since it is never in memory as a whole. */
export function printJsonList(elements: Iterable<object>): void {
  let separator = '[\n';
  for (const element of elements) {
    process.stdout.write(`${separator}${JSON.stringify(element)}`);
    separator = ',\n';
  }
  process.stdout.write(separator === '[\n' ? '[]\n' : '\n]\n');
}

export function printLine(line: string): void {
  process.stdout.write(`${printable(line)}\n`);
}

/** A line for people, beside the result. */
export function say(line: string): void {
  process.stderr.write(`${printable(line)}\n`);
}

/** Text from specs, files and notes could hold escape sequences that act on the terminal. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}

const NO_LINES = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid'].flatMap((side) =>
    ['', '-mid', '-left', '-right'].map((corner) => [`${side}${corner}`, '']),
  ),
);

/** A table of right-aligned columns, but for the first `leftColumns`. */
export function printTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  leftColumns = 0,
): void {
  const table = new Table({
    head: [...header],
    colAligns: rows[0]?.map((_, i) => (i < leftColumns ? 'left' : 'right')) ?? [],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: { ...NO_LINES, middle: '' },
  });
  for (const row of rows) table.push([...row]);
  for (const line of table.toString().split('\n')) printLine(line.trimEnd());
}

/** Pairs of a name and its value, a line each. */
export function printFacts(facts: readonly (readonly string[])[]): void {
  printTable([], facts, 2);
}
