import { alignment } from './alignment';
import { balance } from './balance';
import { conserved } from './conserved';
import { descentCourse } from './descent-course';
import { firstGradient } from './first-gradient';
import { flowDistance } from './flow-distance';
import { gradientSandwich } from './gradient-sandwich';
import { layerNorms } from './layer-norms';
import type { RunPanel } from './panel';
import { RUN_PANEL_IDS } from './panel-ids';
import { sharpnessCourse } from './sharpness-course';
import { singularValues } from './singular-values';
import { thetaNorms } from './theta-norms';

const PANELS: readonly RunPanel[] = [
  alignment,
  balance,
  conserved,
  descentCourse,
  firstGradient,
  flowDistance,
  gradientSandwich,
  layerNorms,
  sharpnessCourse,
  singularValues,
  thetaNorms,
];

/** The figures of one run, in the order of their ids. */
export const RUN_PANELS: readonly RunPanel[] = RUN_PANEL_IDS.map((panel) =>
  PANELS.find(({ id }) => id === panel)!,
);
