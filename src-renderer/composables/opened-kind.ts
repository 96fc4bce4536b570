import { TABLE_ENDINGS } from './use-table-import';

/** What files can be opened, in the order in which several are: a table goes into the spec that came with it. */
export const OPENED_KINDS = ['figure', 'table', 'bundle'] as const;
export type OpenedKind = (typeof OPENED_KINDS)[number];

/** JSON is an exported figure or a spec: what is in it tells them apart. */
const ENDINGS: Record<OpenedKind, readonly string[]> = {
  figure: ['.json', '.svg', '.pdf', '.png', '.tex'],
  table: TABLE_ENDINGS,
  bundle: ['.zip'],
};

/** For a file dialog. */
export const OPENED_ENDINGS: readonly string[] = OPENED_KINDS.flatMap((kind) => ENDINGS[kind]);

/** For a sentence. */
export const OPENED_WORDS =
  'an exported figure, a spec (.json), a table (.csv, .tsv) or a bundle (.workbench.zip)';

/** What a file is by its name; null for what is not known here. */
export function openedKind(name: string): OpenedKind | null {
  const lower = name.toLowerCase();
  return OPENED_KINDS.find((kind) => ENDINGS[kind].some((ending) => lower.endsWith(ending))) ?? null;
}
