import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { hessian } from '@shared/curvature/hessian';
import { denseMatrix } from '@shared/curvature/operator';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan } from '@shared/experiment/plan';
import { prepareExperiment } from '@shared/experiment/prepare';
import { findPreset } from '@shared/experiment/presets';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { spectrumCourseFacts, type SpectrumCourseFacts } from '@shared/figures/spectrum-course-facts';
import { spectrumCourse } from '@shared/training/spectrum-course';
import { weightsAfter } from '@shared/training/weights-after';
import type { RunTask } from '@shared/training/run-course';
import { finish } from '../../builders/finish';
import { jacobiEigenvalues, matrixOf } from '../../builders/linear-algebra';
import { smallSpec } from '../../builders/small-experiment';

function taskOf(spec: ExperimentSpec, cell: number): RunTask {
  return prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS).task(plan(spec).cells[cell]!, 0);
}

describe.each([
  ['linear', smallSpec()],
  ['GELU', smallSpec({ network: { kind: 'fullyConnected', activation: 'gelu' } })],
])('the spectrum along a run, %s', (_, spec) => {
  it('has the ends of the dense Hessian’s at every sample, within its errors', () => {
    const task = taskOf(spec, 0);
    const D = task.model.shape.parameterCount;
    const course = finish(spectrumCourse(task, { samples: 12, largest: 3 }));
    expect(course.finiteAfter).toBe(task.steps);
    expect(course.steps[0]).toBe(0);
    expect(course.steps.at(-1)).toBe(task.steps);
    course.steps.forEach((step, i) => {
      const { weights } = finish(weightsAfter(task, step));
      const dense = matrixOf(denseMatrix(hessian(task.model, weights)), D, D);
      const values = jacobiEigenvalues(dense);
      const size = Math.max(...values.map(Math.abs));
      // The residual bounds each; rounding of either side adds some D·ε.
      const bound = course.errors[i]! + 1e-12 * size;
      course.largest[i]!.forEach((value, k) =>
        expect(Math.abs(value - values[D - 1 - k]!)).toBeLessThanOrEqual(bound),
      );
      expect(Math.abs(course.smallest[i]! - values[0]!)).toBeLessThanOrEqual(bound);
      // Asked for to 10⁻⁶ of the largest modulus.
      expect(course.errors[i]).toBeLessThanOrEqual(1.1e-6 * size);
    });
  });
});

describe('a run that diverges', () => {
  it('is followed over the steps that are finite', () => {
    const spec = smallSpec({
      grid: { depths: [3], scales: [1.5], training: [{ learningRate: 3, steps: 5000, repetitions: 1 }] },
    });
    const course = finish(spectrumCourse(taskOf(spec, 0), { samples: 40, largest: 2 }));
    expect(course.finiteAfter).toBeLessThan(60);
    expect(course.steps.at(-1)).toBeLessThanOrEqual(course.finiteAfter);
    for (const [top] of course.largest) expect(Number.isFinite(top)).toBe(true);
  });
});

describe('the trajectories of Figure 1', () => {
  const spec = findPreset('figure-1-trajectories')!.spec;
  const factsAt = (rate: number): SpectrumCourseFacts => {
    const cell = plan(spec).cells.find(({ learningRate }) => learningRate === rate)!;
    const task = taskOf(spec, cell.index);
    // Every step: at the edge every other one differs.
    const course = finish(spectrumCourse(task, { samples: 2 * cell.steps + 2, largest: 1 }));
    return spectrumCourseFacts(cell, 0, task.model.shape.parameterCount, null, course);
  };

  it('1c, η = 0.02, stays below the edge of stability, as the paper says', () => {
    const { edge } = factsAt(0.02);
    expect(edge).toMatchObject({ verdict: 'below', firstCrossing: null, riskRises: 0, shareAbove: 0 });
    // The published sharpness of this run (authors-trajectories.published.test.ts) ends at 24.87, 2/η is 100.
    expect(edge!.plateau.at).toBe('below');
    expect(edge!.plateau.mean).toBeCloseTo(0.2487, 4);
    expect(edge!.sharpening.progressive).toBe(true);
  });

  it('1d, η = 0.1, is at the edge of stability, as the paper says', () => {
    const { edge } = factsAt(0.1);
    expect(edge).toMatchObject({ verdict: 'edge', startsAbove: false });
    expect(edge!.plateau.at).toBe('at');
    expect(edge!.signChanges).toBeGreaterThan(100);
    expect(edge!.riskRisesWhileAbove).toBeGreaterThan(0.5);
    const [before, after] = edge!.firstCrossing!.between;
    expect(after - before).toBe(1);
  });
});
