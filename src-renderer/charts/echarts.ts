import { CustomChart, LineChart, type CustomSeriesOption, type LineSeriesOption } from 'echarts/charts';
import {
  AxisPointerComponent,
  GridComponent,
  TooltipComponent,
  type GridComponentOption,
  type TooltipComponentOption,
} from 'echarts/components';
import { connect, use, type ComposeOption } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import type { CustomSeriesRenderItemReturn, XAXisOption, YAXisOption } from 'echarts/types/dist/shared';

/** The parts of the chart library that are used, and the shape of its options. */
use([
  CustomChart,
  LineChart,
  AxisPointerComponent,
  GridComponent,
  TooltipComponent,
  CanvasRenderer,
  SVGRenderer,
]);

/** From now on the charts of this group show what is pointed at in one of them. */
export function connectCharts(group: string): void {
  connect(group);
}

export type ChartOption = ComposeOption<
  CustomSeriesOption | LineSeriesOption | GridComponentOption | TooltipComponentOption
>;
export type { CustomSeriesOption, LineSeriesOption, XAXisOption, YAXisOption };
export type RenderItem = NonNullable<CustomSeriesOption['renderItem']>;
/** What a custom series draws: one shape. */
export type Shape = NonNullable<CustomSeriesRenderItemReturn>;
