import type { FigurePanel } from '@shared/figures/figure-data';
import type { CustomSeriesOption, RenderItem } from './echarts';

/** Of all words in a chart, in pixels. */
export const FONT_SIZE = 12;
/** A little more than their mean width, in pixels. */
export const CHARACTER_WIDTH = 6.5;

/** A series that draws what it likes on a panel and has no data that the pointer could find. */
export function decoration(
  panel: FigurePanel,
  index: number,
  id: string,
  renderItem: RenderItem,
): CustomSeriesOption {
  return {
    type: 'custom',
    id: `${index}/${id}`,
    xAxisIndex: index,
    yAxisIndex: index,
    data: [[panel.x.domain[0], panel.y.domain[0]]],
    renderItem,
    silent: true,
    tooltip: { show: false },
  };
}
