import type { JudgedRun, LayerFacts } from './judged-run';
import { layerProducts } from './residual/layer-products';
import type { Statement } from './statement';
import type { StatementVerdict } from './verdict';

/** Holds a run against those of the statements that can be judged, in their order. */
export function judge(run: JudgedRun, statements: readonly Statement[]): StatementVerdict[] {
  const slices = judgeInSlices(run, statements);
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}

/**
 * The same; yields the share that is done, from 0 to 1. What most statements read and what costs most, the singular
 * values of every layer and, for Section 5, of their products, is computed first, a layer at a time; the rest goes
 * statement by statement.
 */
export function* judgeInSlices(
  run: JudgedRun,
  statements: readonly Statement[],
): Generator<number, StatementVerdict[]> {
  const parts = run.moments.length + statements.length;
  const aboutProducts = statements.some(({ subject }) => subject === 'residual');
  for (const [at, moment] of run.moments.entries()) {
    const { layers } = moment;
    const products = layerProducts(run.trajectory.model.shape, moment);
    for (let i = 0; i < layers.length; i += 1) {
      readSingularValues(layers[i]!);
      if (aboutProducts) {
        products.forward(i + 1);
        products.backward(layers.length - i);
      }
      yield (at + (i + 1) / layers.length) / parts;
    }
  }
  const verdicts: StatementVerdict[] = [];
  for (const [at, statement] of statements.entries()) {
    if (statement.judge) verdicts.push(statement.judge(run));
    yield (run.moments.length + at + 1) / parts;
  }
  return verdicts;
}

/** Facts are computed when read. */
function readSingularValues({ singularValues }: LayerFacts): Float64Array {
  return singularValues;
}
