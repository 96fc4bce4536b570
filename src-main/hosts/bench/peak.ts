import { compile, instantiate } from '../../engine/kernel/compile';
import { at, f64x2, i32 } from '../../engine/kernel/instructions';
import { ModuleBuilder } from '../../engine/kernel/module-builder';

/** Chains of each kind: more than latency times throughput, and with their operands still in the 16 registers. */
const CHAINS = 8;
/** Operations of every chain in one round of the loop. */
const UNROLLED = 8;
const LANES = 2;
const VECTOR_BYTES = 16;
/** Floating-point operations of one round. */
export const FLOPS_A_ROUND = 2 * CHAINS * UNROLLED * LANES;

/** So near 1 that a chain of products of any length here stays a normal number. */
const FACTOR = f64x2.constant(1 + Number.EPSILON);
const STEP = f64x2.constant(1e-9);

/**
 * The most float64 arithmetic that this core does in 128-bit vectors: independent chains of unfused multiplications and
 * additions, in registers.
 */
export function peakLoop(): (rounds: number) => void {
  const module = new ModuleBuilder(2 * CHAINS * VECTOR_BYTES);
  module.function(
    1,
    (f, rounds) => {
      const products = Array.from({ length: CHAINS }, () => f.vector(f64x2.constant(1)));
      const sums = Array.from({ length: CHAINS }, () => f.vector(f64x2.constant(1)));
      const factor = f.vector(FACTOR);
      const step = f.vector(STEP);
      f.loop(rounds, () => {
        for (let i = 0; i < UNROLLED; i += 1) {
          for (let chain = 0; chain < CHAINS; chain += 1) {
            f.set(products[chain]!, f64x2.mul(products[chain]!, factor));
            f.set(sums[chain]!, f64x2.add(sums[chain]!, step));
          }
        }
      });
      // What nobody reads would not be computed.
      [...products, ...sums].forEach((chain, i) => f.store(at(i32.constant(VECTOR_BYTES * i)), chain));
    },
    'run',
  );
  const { exports } = instantiate(compile(module.bytes()));
  return (exports as { run: (rounds: number) => void }).run;
}
