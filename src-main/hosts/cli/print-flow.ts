import type { FlowFacts, FlowMomentFacts } from '@shared/figures/flow-facts';
import { formatNumber, formatSetting } from '@shared/figures/format-number';
import { log10 } from '@shared/numerics/elementary';
import type { StatementVerdict } from '@shared/theory/verdict';
import type { FlowEnding } from '@shared/training/gradient-flow';
import { printFacts, printLine, printTable } from './output';

const ENDED: Record<FlowEnding, string> = {
  excessRisk: 'the excess risk fell to what was asked for',
  gradientNorm: 'the gradient norm fell to what was asked for',
  time: 'its time was over',
  steps: 'its steps were used up, before it had converged',
  precision: 'no step is short enough for its tolerances',
};

export function printFlow(name: string, facts: FlowFacts): void {
  const { sharpness, minimalSharpness, escape } = facts;
  const end = facts.moments.at(-1)!;
  printFacts([
    ['experiment', name],
    [
      'run',
      `cell ${facts.cell} (scale ${formatSetting(facts.scale)}, depth ${facts.depth}), repetition ${facts.repetition}`,
    ],
    ['parameters D', String(facts.dimension)],
    ['ended because', ENDED[facts.ended]],
    ['time', timeSaid(end)],
    ['arc length', formatNumber(end.arcLength)],
    ['steps', `${facts.steps} taken, ${facts.rejected} rejected, ${facts.evaluations} gradients`],
    [
      'tolerances',
      `relative ${formatSetting(facts.relativeTolerance)}, absolute ${formatSetting(facts.absoluteTolerance)}`,
    ],
    ['coordinate', coordinateSaid(facts)],
    [
      'half learned',
      escape
        ? `at t = ${formatNumber(escape.time)}, after an arc length of ${formatNumber(escape.arcLength)}`
        : '–',
    ],
    ['excess risk', formatNumber(end.excessRisk)],
    ['gradient norm', formatNumber(end.gradientNorm)],
    [
      'drift (Lemma 1)',
      `${formatNumber(facts.relativeDrift, 2)} of the largest squared layer norm up to there`,
    ],
    ['sharpness', `${formatNumber(sharpness.value)}, off by at most ${formatNumber(sharpness.error, 2)}`],
    [
      'S_min',
      `${formatNumber(minimalSharpness)}; S/S_min ${formatNumber(sharpness.value / minimalSharpness)}`,
    ],
    ...besideLines(facts),
  ]);
  printLine('');
  printMoments(facts.moments);
  printLine('');
  printVerdicts(facts.verdicts);
}

function timeSaid({ time, sinceSwitch }: FlowMomentFacts): string {
  const since =
    sinceSwitch === null || sinceSwitch === time ? '' : ` (${formatNumber(sinceSwitch)} of it in time)`;
  return `${formatNumber(time)}${since}`;
}

function coordinateSaid({ coordinate, switchedAt, moments }: FlowFacts): string {
  if (switchedAt !== null)
    return `${coordinate}: arc length up to t = ${formatNumber(switchedAt)}, then time`;
  return coordinate === 'auto'
    ? `auto: ${moments[0]!.sinceSwitch === null ? 'arc length' : 'time'}`
    : coordinate;
}

function besideLines({ beside, learningRate }: FlowFacts): [string, string][] {
  if (beside === null) return [];
  const last = beside.moments.at(-1)!;
  const rate = `η = ${formatSetting(learningRate)}`;
  if (beside.diverged) return [['descent beside it', `${rate}: diverges, finite up to step ${last.step}`]];
  const farthest = beside.moments.reduce((most, own) => (own.distance > most.distance ? own : most));
  const said = (moment: typeof last): string =>
    `${formatNumber(moment.distance, 3)} (w_prod ${formatNumber(moment.productDistance, 3)}) at t = ${formatNumber(moment.time, 3)}`;
  return [
    ['descent beside it', `${rate}: ‖W_GD - W_flow‖ largest ${said(farthest)}`],
    ['', `at its end${beside.complete ? '' : ' (of what the steps allowed)'} ${said(last)}`],
  ];
}

/** Rows of the table of moments. */
const ROWS = 24;

function printMoments(moments: readonly FlowMomentFacts[]): void {
  printTable(
    ['t', 'since', 'arc length', 'R - R_min', '‖∇R‖', 'smallest ‖W_k‖', 'largest', 'drift'],
    spread(moments).map((moment) => [
      formatNumber(moment.time),
      moment.sinceSwitch === moment.time ? '' : formatNumber(moment.sinceSwitch),
      formatNumber(moment.arcLength),
      formatNumber(moment.excessRisk),
      formatNumber(moment.gradientNorm, 3),
      formatNumber(Math.min(...moment.layerNorms), 3),
      formatNumber(Math.max(...moment.layerNorms), 3),
      formatNumber(moment.drift, 2),
    ]),
  );
}

/** First and last, and between them moments evenly spread over the decades of the two times. */
function spread(moments: readonly FlowMomentFacts[]): FlowMomentFacts[] {
  const seen = new Set<string>();
  const clock = (moment: FlowMomentFacts): string => {
    const { time, sinceSwitch } = moment;
    const late = sinceSwitch !== null && sinceSwitch !== time && sinceSwitch > 0;
    return `${late} ${Math.floor((late ? 2 : 1) * log10(late ? sinceSwitch : time))}`;
  };
  const kept = moments.filter((moment, i) => {
    if (i === 0 || i === moments.length - 1) return true;
    const key = clock(moment);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const stride = Math.ceil(kept.length / ROWS);
  return kept.filter((_, i) => i % stride === 0 || i === kept.length - 1);
}

const PERCENT = 100;

function printVerdicts(verdicts: readonly StatementVerdict[]): void {
  printTable(
    ['statement', 'hypothesis', 'conclusion', 'measured', 'bound', 'slack'],
    verdicts.map(({ statement, hypothesis, conclusion }) => [
      statement,
      held(hypothesis.holds),
      conclusion.vacuous ? `${held(conclusion.holds)} (vacuous)` : held(conclusion.holds),
      formatNumber(conclusion.measured),
      `${conclusion.relation === 'atMost' ? '≤' : '≥'} ${formatNumber(conclusion.bound)}`,
      conclusion.slack === null ? '–' : `${formatNumber(PERCENT * conclusion.slack, 3)} %`,
    ]),
    3,
  );
  printLine('');
  printLine(
    'Hypothesis and conclusion are judged apart. Slack: by how much of the bound the conclusion holds where it is',
  );
  printLine('closest to failing, negative where it fails.');
}

function held(holds: boolean | null): string {
  if (holds === null) return 'undecided';
  return holds ? 'holds' : 'fails';
}
