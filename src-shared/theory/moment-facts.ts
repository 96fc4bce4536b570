import { sharpness, type Sharpness } from '../curvature/sharpness';
import {
  backward,
  excessRisk,
  forward,
  linearWorkspace,
  type LinearWorkspace,
} from '../network/linear-network';
import type { LinearModel } from '../network/model';
import { layerOf } from '../network/shape';
import { scaledNorm } from '../numerics/dense';
import { keyAt, normals } from '../numerics/random/content';
import { singularValues, type SingularValueDecomposition } from '../numerics/singular-values';
import type { Moment } from '../training/trajectory';
import { imbalance } from './imbalance';
import type { LayerFacts, MomentFacts } from './judged-run';

/** The facts of one moment; each is computed when first asked for, and kept. The weights must not change. */
export class ObservedMoment implements MomentFacts {
  readonly time: number;
  readonly step: number | null;
  readonly weights: Float64Array;
  readonly descent: number;
  #passes: LinearWorkspace | null = null;
  #layers: readonly LayerFacts[] | null = null;
  #imbalances: readonly Float64Array[] | null = null;
  #sharpness: Sharpness | null = null;

  constructor(
    private readonly model: LinearModel,
    moment: Moment,
  ) {
    ({ time: this.time, step: this.step, weights: this.weights, descent: this.descent } = moment);
  }

  get excessRisk(): number {
    return excessRisk(this.#workspace());
  }

  get product(): Float64Array {
    return this.#workspace().outputs[0]!;
  }

  get productSlope(): number {
    return scaledNorm(this.#workspace().inputs[0]!);
  }

  /** ‖b_k‖² ‖f_{k-1}‖², since ∇_k R = b_k f_{k-1}ᵀ (equation 5). */
  get gradientSquares(): Float64Array {
    const { inputs, outputs } = this.#workspace();
    return Float64Array.from(inputs, (input, i) => {
      const size = scaledNorm(outputs[i + 1]!) * scaledNorm(input);
      return size * size;
    });
  }

  get chainNorms(): Float64Array {
    return Float64Array.from(this.#workspace().outputs, (output) => scaledNorm(output));
  }

  get layers(): readonly LayerFacts[] {
    return (this.#layers ??= this.model.shape.offsets.map((_, i) => {
      const { rows, columns, offset } = layerOf(this.model.shape, i + 1);
      return new ObservedLayer(this.weights, rows, columns, offset);
    }));
  }

  get imbalances(): readonly Float64Array[] {
    const { shape } = this.model;
    return (this.#imbalances ??= shape.offsets.slice(1).map((_, i) => imbalance(shape, this.weights, i + 1)));
  }

  /** By the d × d form at a near-minimiser, else by Lanczos from `lanczosStart`. */
  get sharpness(): Sharpness {
    return (this.#sharpness ??= sharpness(this.model, this.weights, () =>
      lanczosStart(this.model.shape.widths, this.weights.length),
    ));
  }

  #workspace(): LinearWorkspace {
    if (this.#passes === null) {
      const { network, problem } = this.model;
      this.#passes = linearWorkspace(network);
      backward(network, problem, this.weights, this.#passes);
      forward(network, this.weights, this.#passes);
    }
    return this.#passes;
  }
}

/**
 * Where Lanczos starts: standard normal numbers addressed by the widths alone. Trajectories have no random numbers of
 * their own, and one generic vector does for all weights: it misses a top eigenvector with probability 0.
 */
export function lanczosStart(widths: readonly number[], count: number): Float64Array {
  return normals(keyAt(0, ['observedSharpness', ...widths]), count);
}

class ObservedLayer implements LayerFacts {
  #decomposition: SingularValueDecomposition | null = null;
  #frobeniusNorm: number | null = null;

  constructor(
    private readonly weights: Float64Array,
    private readonly rows: number,
    private readonly columns: number,
    private readonly offset: number,
  ) {}

  get frobeniusNorm(): number {
    const end = this.offset + this.rows * this.columns;
    return (this.#frobeniusNorm ??= scaledNorm(this.weights.subarray(this.offset, end)));
  }

  get singularValues(): Float64Array {
    return this.#whole().values;
  }

  get topLeft(): Float64Array {
    return this.#whole().left[0]!;
  }

  get topRight(): Float64Array {
    return this.#whole().right[0]!;
  }

  #whole(): SingularValueDecomposition {
    return (this.#decomposition ??= singularValues(this.weights, this.rows, this.columns, this.offset));
  }
}
