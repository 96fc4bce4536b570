import { computed, shallowRef, type ComputedRef } from 'vue';
import { storedJson } from '../../composables/stored-json';
import type { Column } from './column';

export const NARROWEST = 40;
export const WIDEST = 800;

export interface ColumnWidths {
  /** A CSS grid track for each column. */
  readonly tracks: ComputedRef<string>;
  /** What the columns need at least, in pixels. */
  readonly least: ComputedRef<number>;
  /** Null gives a column its first width back. */
  readonly set: (key: string, pixels: number | null) => void;
}

/**
 * Widths of a table's columns: their own tracks, or what they were dragged to, which is remembered under a name.
 * @param name null for a table whose widths are forgotten with it.
 */
export function useColumnWidths<Row>(
  columns: () => readonly Column<Row>[],
  name: string | null,
): ColumnWidths {
  const stored = name === null ? null : storedJson(`widths.${name}`, readWidths);
  const widths = shallowRef(stored?.get() ?? {});
  const trackOf = ({ key, width }: Column<Row>): string =>
    widths.value[key] === undefined ? width : `${widths.value[key]}px`;

  return {
    tracks: computed(() => columns().map(trackOf).join(' ')),
    least: computed(() =>
      columns().reduce((sum, column) => sum + Number(/(\d+)px/.exec(trackOf(column))?.[1] ?? 0), 0),
    ),
    set: (key, pixels) => {
      const { [key]: _before, ...others } = widths.value;
      widths.value =
        pixels === null
          ? others
          : { ...others, [key]: Math.round(Math.min(WIDEST, Math.max(NARROWEST, pixels))) };
      stored?.set(widths.value);
    },
  };
}

function readWidths(stored: unknown): Readonly<Record<string, number>> {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(
    Object.entries(stored).filter(
      (entry): entry is [string, number] =>
        typeof entry[1] === 'number' && entry[1] >= NARROWEST && entry[1] <= WIDEST,
    ),
  );
}
