import type { Problem } from '@shared/contract/errors';

/** What the form calls the authors' data sets. */
export const AUTHORS_DATA_TITLES: Readonly<Record<string, string>> = {
  linear: 'Linear regression',
  underdetermined: 'Underdetermined regression',
  'linear-noiseless': 'Linear regression without noise',
};

/**
 * A problem as it is said beside its field, where path and value are seen already: "Must be at least 1." for
 * "data.samples is 0; it must be at least 1". An entry of a list is told by its position.
 */
export function besideField({ path, message }: Problem, field: string): string {
  const rest = plain(message.startsWith(`${path} `) ? message.slice(path.length + 1) : message);
  const entry = /^\[(\d+)\]/.exec(path.slice(field.length));
  if (entry) return sentence(`entry ${Number(entry[1]) + 1} ${rest}`);
  return sentence(rest.replace(/^is [^;]*; it (?=must )/, ''));
}

/** In the words of the form, where the spec has its own for what goes with the authors' draws. */
function plain(words: string): string {
  return words
    .replace(
      /^must be \{"kind":"authors","dataSet":"([^"]+)"\} under the authors' scheme, sweep "([^"]+)"$/,
      (_, dataSet: string, sweep: string) =>
        `The authors' draws of ${sweep} go with the authors' data set: ${AUTHORS_DATA_TITLES[dataSet] ?? dataSet}`,
    )
    .replace(/^must be "identity" (?=under the authors' scheme)/, 'must be None ')
    .replace(/^must be null (?=under the authors' scheme)/, 'must be left empty ')
    .replace(/under the authors' scheme, sweep "([^"]+)"/, "with the authors' draws of $1");
}

export function sentence(text: string): string {
  const trimmed = text.trim();
  const end = /[.!?]$/.test(trimmed) ? '' : '.';
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + end;
}
