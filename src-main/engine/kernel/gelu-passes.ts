import type { NetworkShape } from '@shared/network/shape';
import { activation, type ActivationPlaces } from './gelu-activation';
import { columnTiles, LayerCode, over } from './gelu-layer-code';
import { Layers, type Layer } from './gelu-layers';
import { GROUP, groupBytes, strandOffset, unitVectors } from './gelu-layout';
import { accumulate } from './gelu-tiles';
import { at, f64x2, i32, v128, type Integer } from './instructions';
import { SCALAR_BYTES, type Lanes } from './lane-memory';
import { unitCount } from './linear-layout';
import { bytesFrom, forEntries } from './loops';
import type { FunctionBuilder, IntegerLocal, ModuleBuilder } from './module-builder';

const { mul, sub } = f64x2;
const { load, loadSplat } = v128;

/** Arrays over parameters in bytes from a layer's first, and over units from a group's record; see `Layer`. */
export interface PassPlaces extends ActivationPlaces {
  readonly pairBytes: number;
  readonly weights: number;
  /** δ_k; it may be the place of the slopes, which are then written over. */
  readonly deltas: number;
}

/**
 * The passes of network/gelu-network.ts as code, for one group of samples and all pairs of replicas. An incomplete group
 * passes whole; only its samples are accumulated.
 */
export class GeluPasses {
  readonly layers: Layers;
  readonly code: LayerCode;

  /** @param unrolledWeights see `Layers`. */
  constructor(
    module: ModuleBuilder,
    readonly shape: NetworkShape,
    readonly lanes: Lanes,
    private readonly places: PassPlaces,
    unrolledWeights: number,
  ) {
    this.code = new LayerCode(module, lanes, places.pairBytes);
    this.layers = new Layers(shape, this.code.unitBytes, unrolledWeights);
  }

  /** From a record to its f(x). */
  get outputUnit(): number {
    return (unitCount(this.shape) - 1) * this.code.unitBytes;
  }

  /** h_0 … h_L and the slopes of the samples whose data are at `data`, into the record. */
  forward(f: FunctionBuilder, record: Integer, data: IntegerLocal): void {
    const { weights, hidden } = this.places;
    this.#inputs(f, record, data);
    this.layers.upwards(f, record, (layer) => {
      this.code.product(
        f,
        layer,
        at(layer.weight, weights),
        at(layer.below, hidden),
        at(layer.above, hidden),
      );
      if (!layer.isOutput) this.#activation(f, layer);
    });
  }

  /** δ_L = f(x) - y, δ_k = (W_{k+1}ᵀ δ_{k+1}) ⊙ g'(z_k) and, with bends, β_k = (W_{k+1}ᵀ δ_{k+1}) ⊙ g''(z_k). */
  backward(f: FunctionBuilder, record: Integer, data: IntegerLocal): void {
    const { weights, hidden, slopes, deltas, bends } = this.places;
    const output = f.integer(bytesFrom(record, this.outputUnit));
    const target = this.shape.widths[0]! * GROUP * SCALAR_BYTES;
    this.#everyStrand((offset, sample) => {
      const y = loadSplat(at(data, target + sample * SCALAR_BYTES));
      f.store(at(output, deltas + offset), sub(load(at(output, hidden + offset)), y));
    });
    this.layers.downwards(f, record, (layer) => {
      const { weight, above, below } = layer;
      const operands = [at(weight, weights), at(above, deltas), at(below, deltas)] as const;
      this.code.transposedProduct(f, layer, operands, {
        name: 'backward',
        operands: (bends === null ? [slopes] : [slopes, bends]).map((array) => at(below, array)),
        emit: (g, sum, [slope, bend]) => {
          const delta = g.vector(sum);
          if (bend) g.store(bend, mul(load(bend), delta));
          return mul(delta, load(slope!));
        },
      });
    });
  }

  /** moment_k ← moment_k + δ_k h_{k-1}ᵀ of the group's first `samples`. */
  accumulate(f: FunctionBuilder, record: Integer, moment: number, samples: number): void {
    const { hidden, deltas } = this.places;
    this.layers.upwards(f, record, (layer) => {
      const operands = [
        over.weights(at(layer.weight, moment)),
        over.rows(at(layer.above, deltas)),
        over.columns(at(layer.below, hidden)),
      ] as const;
      const name = `accumulate ${samples}`;
      this.code.tiles(f, layer, name, operands, columnTiles(layer), (g, tile, here) =>
        accumulate(g, tile, here, samples),
      );
    });
  }

  /**
   * Emits body(data, record, samples) for every group in turn: in a loop, and after it for an incomplete one.
   *
   * @param recordBytes from one group's record to the next one's; the first is at 0.
   */
  eachGroup(
    f: FunctionBuilder,
    samples: number,
    recordBytes: number,
    body: (data: IntegerLocal, record: IntegerLocal, samples: number) => void,
  ): void {
    f.scope(() => {
      const data = f.integer(i32.constant(this.places.table));
      const record = f.integer(i32.constant(0));
      const whole = Math.floor(samples / GROUP);
      if (whole > 0) {
        f.loop(whole, () => {
          body(data, record, GROUP);
          f.advance(data, groupBytes(this.shape.widths[0]!));
          f.advance(record, recordBytes);
        });
      }
      if (samples % GROUP > 0) body(data, record, samples % GROUP);
    });
  }

  /** h_0 = x, for all replicas. */
  #inputs(f: FunctionBuilder, record: Integer, data: IntegerLocal): void {
    const { hidden } = this.places;
    const { unitBytes } = this.code;
    f.scope(() => {
      const unit = f.integer(record);
      const x = f.integer(data);
      const pointers = [
        [unit, unitBytes],
        [x, GROUP * SCALAR_BYTES],
      ] as const;
      forEntries(f, this.shape.widths[0]!, pointers, (j) => {
        this.#everyStrand((offset, sample) => {
          const value = loadSplat(at(x, (j * GROUP + sample) * SCALAR_BYTES));
          f.store(at(unit, hidden + j * unitBytes + offset), value);
        });
      });
    });
  }

  #activation(f: FunctionBuilder, { unrolled, above, rows }: Layer): void {
    const vectors = rows * unitVectors(this.lanes);
    if (unrolled) {
      activation(f, this.places, above, vectors);
      return;
    }
    const call = this.code.memoised('activation', 2, (g, unit, count) =>
      activation(g, this.places, unit, count),
    );
    f.call(call, above, vectors);
  }

  /** For all vectors of one unit: their distances from its first, and their samples. */
  #everyStrand(body: (offset: number, sample: number) => void): void {
    for (let sample = 0; sample < GROUP; sample += 1) {
      this.code.eachPair((_, strand) => body(strand + strandOffset(0, sample), sample));
    }
  }
}
