import type { StudyProgress } from '@shared/contract/studies';
import { say } from './output';

/** Time between two lines about a long computation, in milliseconds. */
const PROGRESS_MS = 2000;

/** Runs a study to its end, saying now and then how far it is. */
export function followStudy<T>(steps: Generator<StudyProgress, T>): T {
  let last = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - last < PROGRESS_MS) continue;
    last = performance.now();
    const { share, said } = step.value;
    say(share === null ? said : `${said}: ${Math.floor(100 * share)} %`);
  }
}
