import type { MinimiserWalkAnswer, WalkMoment } from '@shared/contract/minimiser-studies';
import type { StudyProgress } from '@shared/contract/studies';
import { boundsTable } from '@shared/figures/bounds-table';
import type { LinearModel } from '@shared/network/model';
import { largestImbalance, layerNorms, minimiserFacts } from '@shared/theory/minimiser-set/minimiser-facts';
import { sharpnessWalk, type WalkPoint } from '@shared/theory/minimiser-set/sharpness-walk';
import { chosenMinimiser, type MinimiserChoice, type MinimiserSetting } from './choose';

/** At S/S_min - 1 below this a walk has arrived. */
export const WALK_TOLERANCE = 1e-9;
export const WALK_STEPS = 5000;

/** Downhill in sharpness from a minimiser, rescaled by `factor` first. Throws 'bad-arguments', 'not-finite'. */
export function* minimiserWalk(
  setting: MinimiserSetting,
  { factor, steps, ...choice }: MinimiserChoice & { readonly factor: number; readonly steps: number },
): Generator<StudyProgress, MinimiserWalkAnswer> {
  const { model, theory, weights } = yield* chosenMinimiser(setting, choice, factor);
  const bounds = boundsTable([theory])[0]!;
  const walk = sharpnessWalk(model, weights, { least: bounds.exact, tolerance: WALK_TOLERANCE, steps });
  const course = new WalkCourse(model);
  for (;;) {
    const next = walk.next();
    if (next.done) {
      const end = course.end!;
      return {
        depth: theory.depth,
        bounds,
        ended: next.value,
        steps: end.step,
        course: course.moments(),
        start: minimiserFacts(theory, model, weights),
        end: minimiserFacts(theory, model, end.weights),
      };
    }
    course.see(next.value);
    const { step, sharpness } = next.value;
    yield { share: null, said: `step ${step}: S/S_min = ${(sharpness / bounds.exact).toPrecision(7)}` };
  }
}

/** Moments that are kept, at least half of these once a walk is long. */
const MOST_MOMENTS = 800;

/** Every step of a short walk, every second of a longer one, every fourth … */
class WalkCourse {
  end: WalkPoint | null = null;
  #kept: WalkMoment[] = [];
  #every = 1;

  constructor(private readonly model: LinearModel) {}

  see(point: WalkPoint): void {
    this.end = point;
    if (point.step % this.#every !== 0) return;
    this.#kept.push(this.#moment(point));
    if (this.#kept.length <= MOST_MOMENTS) return;
    this.#every *= 2;
    this.#kept = this.#kept.filter(({ step }) => step % this.#every === 0);
  }

  /** The last point stands at the end, wherever it fell. */
  moments(): WalkMoment[] {
    const last = this.end;
    if (last === null || this.#kept.at(-1)?.step === last.step) return this.#kept;
    return [...this.#kept, this.#moment(last)];
  }

  #moment({ step, sharpness, weights }: WalkPoint): WalkMoment {
    const { shape } = this.model;
    return {
      step,
      sharpness,
      layerNorms: layerNorms(shape, weights),
      imbalance: largestImbalance(shape, weights),
    };
  }
}
