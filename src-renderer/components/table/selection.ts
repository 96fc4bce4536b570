/** Which rows of a table are chosen, and from where a range goes on; keys of rows in any order. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  /** Where a range begins; null before anything was chosen. */
  readonly anchor: string | null;
}

/** `only` in place of what was chosen, `toggle` beside it, `range` from the anchor to here. */
export type SelectionKind = 'only' | 'toggle' | 'range';

/**
 * What is chosen after a row was pressed or moved to.
 * @param keys of the rows as they are shown; a range whose anchor is not among them begins at the row itself.
 */
export function select(
  before: Selection,
  key: string,
  kind: SelectionKind,
  keys: readonly string[],
): Selection {
  if (kind === 'toggle') {
    const chosen = new Set(before.chosen);
    if (!chosen.delete(key)) chosen.add(key);
    return { chosen, anchor: key };
  }
  if (kind === 'only') return { chosen: new Set([key]), anchor: key };
  const to = keys.indexOf(key);
  const anchor = before.anchor === null ? -1 : keys.indexOf(before.anchor);
  const from = anchor < 0 ? to : anchor;
  return {
    chosen: new Set(keys.slice(Math.min(from, to), Math.max(from, to) + 1)),
    anchor: keys[from] ?? key,
  };
}

/** How a press with these modifiers chooses. */
export function selectionKind(event: {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}): SelectionKind {
  if (event.shiftKey) return 'range';
  return event.ctrlKey || event.metaKey ? 'toggle' : 'only';
}
