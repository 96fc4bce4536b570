import { columnTiles, over } from './gelu-layer-code';
import type { Layer } from './gelu-layers';
import { unitVectors } from './gelu-layout';
import type { GeluPasses, PassPlaces } from './gelu-passes';
import { accumulateChange } from './gelu-tiles';
import { at, f64x2, i32, v128, type Integer } from './instructions';
import { VECTOR_BYTES } from './lane-memory';
import type { FunctionBuilder } from './module-builder';

const { add, mul } = f64x2;
const { load } = v128;
const NULL = i32.constant(0);

/** Beside the record of a group, what changes with the direction V: one array of each serves all groups. */
export interface ChangePlaces extends PassPlaces {
  readonly bends: number;
  /** V, and what becomes H V. */
  readonly direction: number;
  readonly image: number;
  /** ż_k. */
  readonly preChange: number;
  /** ḣ_k; ḣ_0 stays 0. */
  readonly hiddenChange: number;
  /** δ̇_k, and before W_k ḣ_{k-1}. */
  readonly deltasChange: number;
}

/**
 * The derivatives of curvature/gelu-hessian.ts in the direction V as code, for one group of samples, whose h, g', δ and β
 * are `record` bytes from the first group's.
 */
export class GeluChange {
  constructor(
    private readonly passes: GeluPasses,
    private readonly places: ChangePlaces,
  ) {}

  /** ż_k = V_k h_{k-1} + W_k ḣ_{k-1}, ḣ_k = g'(z_k) ⊙ ż_k, δ̇_L = ż_L. */
  forward(f: FunctionBuilder, record: Integer): void {
    const { layers, code } = this.passes;
    const { weights, hiddenChange, deltasChange } = this.places;
    layers.first(f, NULL, (layer) => {
      this.#direct(f, layer, record);
      this.#settle(f, layer, record, false);
    });
    layers.fromSecond(f, NULL, (layer) => {
      const { weight, below, above } = layer;
      this.#direct(f, layer, record);
      code.product(f, layer, at(weight, weights), at(below, hiddenChange), at(above, deltasChange));
      this.#settle(f, layer, record, true);
    });
  }

  /** δ̇_{k-1} = (V_kᵀ δ_k + W_kᵀ δ̇_k) ⊙ g'(z_{k-1}) + β_{k-1} ⊙ ż_{k-1}. */
  backward(f: FunctionBuilder, record: Integer): void {
    const { layers, code } = this.passes;
    const { weights, direction, slopes, deltas, bends, preChange: change, deltasChange } = this.places;
    layers.downwards(f, NULL, (layer) => {
      const { weight, below, above } = layer;
      const kept = f.integer(i32.add(below, record));
      const keptAbove = f.integer(i32.add(above, record));
      const out = at(below, deltasChange);
      code.transposedProduct(f, layer, [at(weight, direction), at(keptAbove, deltas), out]);
      code.transposedProduct(f, layer, [at(weight, weights), at(above, deltasChange), out], {
        name: 'change',
        operands: [out, at(kept, slopes), at(kept, bends), at(below, change)],
        emit: (_, sum, [direct, slope, bend, preChange]) =>
          add(mul(add(load(direct!), sum), load(slope!)), mul(load(bend!), load(preChange!))),
      });
    });
  }

  /** image_k ← image_k + (δ̇_k h_{k-1}ᵀ + δ_k ḣ_{k-1}ᵀ) of the group's first `samples`. */
  accumulate(f: FunctionBuilder, record: Integer, samples: number): void {
    const { layers, code } = this.passes;
    const { image, hidden, deltas, hiddenChange, deltasChange } = this.places;
    layers.upwards(f, NULL, (layer) => {
      const { weight, below, above } = layer;
      const kept = f.integer(i32.add(below, record));
      const keptAbove = f.integer(i32.add(above, record));
      const operands = [
        over.weights(at(weight, image)),
        over.rows(at(keptAbove, deltas)),
        over.rows(at(above, deltasChange)),
        over.columns(at(kept, hidden)),
        over.columns(at(below, hiddenChange)),
      ] as const;
      const name = `accumulate change ${samples}`;
      code.tiles(f, layer, name, operands, columnTiles(layer), (g, tile, here) =>
        accumulateChange(g, tile, here, samples),
      );
    });
  }

  /** ż_k ← V_k h_{k-1}. */
  #direct(f: FunctionBuilder, layer: Layer, record: Integer): void {
    const { direction, hidden, preChange } = this.places;
    const kept = f.integer(i32.add(layer.below, record));
    this.passes.code.product(
      f,
      layer,
      at(layer.weight, direction),
      at(kept, hidden),
      at(layer.above, preChange),
    );
  }

  /** Adds W_k ḣ_{k-1} to ż_k where it `isCarried`; then ḣ_k or δ̇_L. */
  #settle(f: FunctionBuilder, layer: Layer, record: Integer, isCarried: boolean): void {
    const { slopes, preChange, hiddenChange, deltasChange } = this.places;
    f.scope(() => {
      const unit = f.integer(layer.above);
      const kept = f.integer(i32.add(layer.above, record));
      f.loop(layer.rows * unitVectors(this.passes.lanes), () => {
        const change = f.vector(load(at(unit, preChange)));
        if (isCarried) {
          f.set(change, add(change, load(at(unit, deltasChange))));
          f.store(at(unit, preChange), change);
        }
        if (layer.isOutput) f.store(at(unit, deltasChange), change);
        else f.store(at(unit, hiddenChange), mul(load(at(kept, slopes)), change));
        for (const pointer of [unit, kept]) f.advance(pointer, VECTOR_BYTES);
      });
    });
  }
}
