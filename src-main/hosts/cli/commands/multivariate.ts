import { Command, Option } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import { formatNumber, formatSetting } from '@shared/figures/format-number';
import {
  INPUT_KINDS,
  MULTIVARIATE_FIELDS,
  multivariateRefusal,
  START_KINDS,
  type InputKind,
  type MultivariateField,
  type StartKind,
} from '@shared/network/multivariate/multivariate-experiment';
import { multivariateFacts, type MultivariateFacts } from '@shared/theory/multivariate/multivariate-facts';
import type { TheoremFiveFacts } from '@shared/theory/multivariate/theorem-five';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { fieldValues, withFields, type FieldFlags } from '../field-options';
import { followStudy } from '../follow-study';
import { printFacts, printJson, printLine, printTable } from '../output';

const FLAGS: FieldFlags<MultivariateField> = {
  samples: 'n',
  inputs: 'd',
  outputs: 'm',
  width: 'width',
  depth: 'L',
  scale: 'scale',
  strength: 'strength',
  ratio: 'ratio',
  noise: 'noise',
  learningRate: 'eta',
  steps: 'steps',
  seed: 'seed',
};

interface Options extends FolderOptions, JsonOption, Readonly<Record<string, unknown>> {
  readonly inputs: InputKind;
  readonly start: StartKind;
}

const HELP = `
Y = X Aᵀ + noise, A (m × d) with singular values strength · ratio^{i-1}; the network is x ↦ W_L … W_1 x, without p. From small
weights gradient flow pauses where a mode is still to be learned: R - R_min is then Σ_{i>r} s_i², s_i the singular values of
W⋆Σ̂^{1/2}. With --start residual, A is --strength away from the initial product, and Theorem 5 is held against the flow.`;

export function multivariateCommand(): Command {
  const command = new Command('multivariate')
    .description('regression with several outputs: flow from saddle to saddle, Theorem 5, the threshold 2/η')
    .addOption(
      new Option('--inputs <kind>', 'XᵀX/n = I, or Gaussian').choices(INPUT_KINDS).default('orthogonal'),
    )
    .addOption(new Option('--start <kind>', 'initial weights').choices(START_KINDS).default('gaussian'))
    .addHelpText('after', HELP);
  return withJson(withDataFolder(withFields(command, MULTIVARIATE_FIELDS, FLAGS))).action(
    (options: Options) => {
      const { inputs: inputKind, start } = options;
      const experiment = { ...fieldValues(MULTIVARIATE_FIELDS, FLAGS, options), inputKind, start };
      const refusal = multivariateRefusal(experiment);
      if (refusal !== null) throw new WorkbenchError('bad-arguments', refusal);
      const facts = followStudy(said(multivariateFacts(experiment)));
      if (options.json) printJson(facts);
      else print(facts);
    },
  );
}

const SAID = { flow: 'following gradient flow', descent: 'following gradient descent', judging: 'judging' };

function* said(
  steps: ReturnType<typeof multivariateFacts>,
): Generator<{ share: number | null; said: string }, MultivariateFacts> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield { share: step.value.share, said: SAID[step.value.part] };
  }
}

const ENDS = {
  excessRisk: 'R - R_min is at its least value to 10⁻¹⁰ of that of zero weights',
  steps: 'it stopped at its step limit',
  time: 'it stopped at its time limit',
  precision: 'no step is short enough for its tolerance',
} as const satisfies Record<MultivariateFacts['flow']['ended'], string>;

function print(facts: MultivariateFacts): void {
  const { flow, descent, theoremFive, plateaus } = facts;
  const list = (values: readonly number[]): string => values.map((value) => formatNumber(value)).join('  ');
  printFacts([
    ['Σ̂', `λ = ${formatNumber(facts.lambdaMin)}, Λ = ${formatNumber(facts.lambdaMax)}`],
    ['singular values of W⋆Σ̂^{1/2}', list(facts.whitened)],
    ['R(0) - R_min of zero weights', formatNumber(facts.zeroExcessRisk)],
    ['flow', `${flow.steps} steps to t = ${formatNumber(flow.times.at(-1))}: ${ENDS[flow.ended]}`],
    ['sharpness at its end', formatNumber(flow.sharpness.value)],
    ...(descent === null ? [] : descentRows(descent)),
    ...(theoremFive === null ? [] : theoremRows(theoremFive)),
  ]);
  if (facts.experiment.start === 'residual') return;
  printLine('');
  printTable(
    ['modes learned', 'level', 'measured', 'at t', 'decades'],
    plateaus.map(({ learned, level, measured, time, decades }) => [
      String(learned),
      formatNumber(level),
      formatNumber(measured),
      formatNumber(time),
      formatNumber(decades, 2),
    ]),
  );
  printLine('');
  printLine(
    'Level: Σ_{i>r} s_i². Measured: R - R_min where it changes least with ln t near the level. Decades: of time',
  );
  printLine('within a tenth of the distance to the nearest other level.');
}

function descentRows(descent: NonNullable<MultivariateFacts['descent']>): [string, string][] {
  const { learningRate, stepsTaken, diverged, excessRisk, sharpness, threshold } = descent;
  const end = diverged
    ? `diverged after ${stepsTaken} updates`
    : `R - R_min = ${formatNumber(excessRisk)} after ${stepsTaken} updates, sharpness ${formatNumber(sharpness?.value)}`;
  return [
    [`gradient descent, η = ${formatSetting(learningRate)}`, end],
    ['2/η', formatNumber(threshold)],
  ];
}

function theoremRows({ hypothesis, M, m, radius, staysNear, decays }: TheoremFiveFacts): [string, string][] {
  const word = (holds: boolean | null): string =>
    holds === null ? 'not measured' : holds ? 'holds' : 'fails';
  const { measured, bound } = hypothesis;
  return [
    ['Theorem 5: M, m', `${formatNumber(M)}, ${formatNumber(m)}`],
    ['its hypothesis', `${word(hypothesis.holds)}: ${formatNumber(measured)} against ${formatNumber(bound)}`],
    [
      'largest ‖θ_k‖_F',
      `${formatNumber(staysNear.measured)} against ${formatNumber(radius)}: ${word(staysNear.holds)}`,
    ],
    ['R - R_min ≤ (R(0) - R_min) e^{-µt}', word(decays.holds)],
  ];
}
