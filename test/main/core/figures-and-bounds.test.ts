import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan } from '@shared/experiment/plan';
import { prepareExperiment } from '@shared/experiment/prepare';
import { findPreset } from '@shared/experiment/presets';
import { MINIMISER_STATEMENTS } from '@shared/theory/minimisers/statements';
import { judgeExperiment } from '../../../src-main/core/judge-experiment';
import { finishStudy } from '../../../src-main/core/studies/study';

/** What Section 3 says of minimisers, and of the rates and thresholds at which gradient descent reaches them. */
const SECTION_3 = MINIMISER_STATEMENTS.filter(({ judge }) => judge !== undefined);

/** Runs of so many updates are cheap to judge; the others are alike. */
const CHEAP_STEPS = 4000;

describe.each([
  ['figure-1-trajectories', 1],
  ['figure-3', 3],
  ['figure-4-trajectories', 1],
  ['figure-4', 5],
  ['figure-2', 9],
  ['figure-6', 2],
])('the runs of %s', (name, every) => {
  const { spec } = findPreset(name)!;
  const opened = { spec, prepared: prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS) };
  const places = plan(spec)
    .cells.filter(({ steps }) => steps <= CHEAP_STEPS)
    .filter((_, i) => i % every === 0)
    .map(({ index }) => ({ cell: index, repetition: 0 }));

  it('are nowhere a minimiser that Section 3 forbids', { timeout: 60_000 }, () => {
    const judged = finishStudy(judgeExperiment(opened, places, 'gradientDescent', SECTION_3));
    let minimisers = 0;
    for (const { cell, verdicts } of judged) {
      for (const { statement, hypothesis, conclusion } of verdicts) {
        if (hypothesis.holds !== true) continue;
        if (statement === 'minimalSharpness') {
          minimisers += 1;
          // Not below S_min by more than S may be off by.
          expect(conclusion.measured!).toBeGreaterThanOrEqual(conclusion.bound! - conclusion.error);
          expect(conclusion.error).toBeLessThan(1e-2 * conclusion.bound!);
        }
        expect([cell, statement, conclusion.holds]).toEqual([cell, statement, true]);
      }
    }
    expect(minimisers).toBeGreaterThan(0);
  });
});
