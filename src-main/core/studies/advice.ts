import { smallScaleAdvice } from '../small-scale-advice';
import type { Study } from './study';

/** What would make a design satisfy (A1) and (A2). */
export const adviceStudy: Study<'advice'> = ({ open }, { spec, processes }) =>
  smallScaleAdvice(open(spec), open, processes);
