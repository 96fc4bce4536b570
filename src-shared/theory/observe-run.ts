import type { Trajectory } from '../training/trajectory';
import type { JudgedRun, JudgedStart } from './judged-run';
import { ObservedMoment } from './moment-facts';
import type { TheorySetting } from './theory-setting';

/** Makes a trajectory something that statements can be held against. Costs nothing: facts are computed when read. */
export function observeRun(setting: TheorySetting, trajectory: Trajectory, start: JudgedStart): JudgedRun {
  return {
    setting,
    trajectory,
    start,
    moments: trajectory.moments.map((moment) => new ObservedMoment(trajectory.model, moment)),
  };
}
