import { defineComponent, h, type Slots, type VNode } from 'vue';
import { cellHover, cellText, type Column } from './column';

interface DataRowProps {
  readonly row: unknown;
  readonly columns: readonly Column<unknown>[];
  readonly slots: Slots;
  /** Place in the table, from 0. */
  readonly index: number;
  /** In pixels from the first row. */
  readonly start: number;
  readonly chosen: boolean;
  /** Whether the keyboard is at it. */
  readonly current: boolean;
}

/**
 * A row of a DataTable. It is a component of its own, with the table's slots as a prop, so that a scrolling table looks at
 * none of the rows that stay: a row is drawn again when what it shows changes, and only then.
 */
export const DataRow = defineComponent(
  (props: DataRowProps) => {
    const content = (column: Column<unknown>): VNode | VNode[] => {
      const slot = props.slots[column.key];
      if (slot) return slot({ row: props.row });
      const hover = cellHover(column, props.row);
      return h('span', { class: 'ellipsis', title: hover }, cellText(column, props.row));
    };
    const cell = (column: Column<unknown>): VNode =>
      h(
        'div',
        { key: column.key, class: column.align === 'right' ? 'cell right' : 'cell', role: 'gridcell' },
        content(column),
      );
    return () =>
      h(
        'div',
        {
          class: props.current ? 'row current' : 'row',
          role: 'row',
          'aria-rowindex': props.index + 2,
          'aria-selected': props.chosen,
          style: { transform: `translateY(${props.start}px)` },
        },
        props.columns.map(cell),
      );
  },
  { name: 'DataRow', props: ['row', 'columns', 'slots', 'index', 'start', 'chosen', 'current'] },
);
