import { test } from 'vitest';
import { findPreset, INITIALISATIONS } from '@shared/catalogue';
import { prepareExperiment } from '@shared/experiment/prepare';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan } from '@shared/experiment/plan';
import { simulateRun } from '@shared/training/simulate-run';
import { STATEMENTS } from '@shared/catalogue';
import { validate } from '@shared/experiment/validate';
test('x', () => {
  const spec = findPreset('figure-3')!.spec;
  const v = validate(JSON.parse(JSON.stringify(spec)), INITIALISATIONS); console.log(v.ok);
  const p = prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS);
  const {wStar,a,lambdaMin,lambdaMax,riskMin,riskZero,rank}=p.problem;
  console.log({wStar,a,lambdaMin,lambdaMax,riskMin,riskZero,rank});
  for (const s of STATEMENTS) console.log(s.id, s.value(p.theory(10)));
  const {cells}=plan(spec);
  for (const c of [cells[0]!, cells[2]!, cells[4]!, cells[24]!, cells[48]!, cells[49]!]) {
    const t=performance.now(); const g=simulateRun(p.task(c,0)); let r=g.next(); while(!r.done) r=g.next();
    console.log(c.learningRate,c.scale, r.value.outcome, r.value.stepsTaken, (performance.now()-t).toFixed(1)+'ms', r.value.measures.map(m=>`${m.measure}=${m.value.toPrecision(7)}±${m.error?.toExponential(1)} ${m.method??''}`).join('\n   '));
  }
});
