import { expect, it } from 'vitest';
import { networkShape } from '@shared/network/shape';
import { flowError } from '@shared/training/flow-error';

it('allows relative · |entry| + absolute · ‖W_k‖_F/√(d_k d_{k-1}), of the larger of both ends, and no absolute error of integrals', () => {
  // Layer 1 has 4 entries, layer 2 has 2; then descent, arc length, time.
  const allowed = flowError(networkShape([2, 2, 1]), { relativeTolerance: 1 / 4, absoluteTolerance: 1 / 8 });
  const out = new Float64Array(9);
  allowed(Float64Array.of(0, 0, 0, 0, 3, -4, 1, 2, 0), Float64Array.of(2, -2, 2, 0, 1, 1, 4, 2, 8), out);
  // Typical entries: √(12/4) of what layer 1 becomes, √(25/2) of what layer 2 was. A few roundings.
  const [first, second] = [Math.sqrt(3) / 8, Math.sqrt(12.5) / 8];
  const expected = [0.5 + first, 0.5 + first, 0.5 + first, first, 0.75 + second, 1 + second, 1, 0.5, 2];
  expected.forEach((value, i) => expect(out[i]).toBeCloseTo(value, 14));
});
