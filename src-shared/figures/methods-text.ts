import type { Digest } from '../contract/ids';
import { isLinear } from '../experiment/linearity';
import type { ExperimentSpec } from '../experiment/spec';
import type { Initialisation } from '../network/initialisations/initialisation';
import type { CellCounts } from './cell-table';
import type { Convention } from './figure-data';
import type { FigureKind, Interval } from './figure-request';
import { INTERVALS_SAID } from './interval';
import { dataSentences } from './methods/data-sentences';
import { initialSentences, networkSentence } from './methods/network-sentences';
import { trainingSentences } from './methods/training-sentences';
import { enumeration } from './methods/words';
import type { TheoryFacts } from './theory-facts';

/** What is told of one experiment. */
export interface ExperimentMethods {
  readonly spec: ExperimentSpec;
  readonly theory: TheoryFacts;
  /** Its family of initial weights, from the catalogue. */
  readonly initialisation: Initialisation;
  /** A row a cell. */
  readonly rows: readonly CellCounts[];
  /** SHA-256 over all results; null where runs are missing. */
  readonly digest: Digest | null;
}

/** What is told of all of them. */
export interface MethodsContext {
  /** What is drawn: conventions and intervals are said of these. */
  readonly figures: readonly FigureKind[];
  /** Version of the program. */
  readonly version: string;
}

/** How figures were computed: a paragraph an experiment, and one on what was measured, for a section on methods. */
export function methodsText(experiments: readonly ExperimentMethods[], context: MethodsContext): string {
  return [
    ...experiments.map((experiment, i) => experimentParagraph(experiment, experiments.slice(0, i))),
    measuredParagraph(experiments, context),
  ].join('\n\n');
}

function experimentParagraph(own: ExperimentMethods, before: readonly ExperimentMethods[]): string {
  const sharing = (said: (of: ExperimentMethods) => string): ExperimentMethods | undefined =>
    before.find((other) => said(other) === said(own));
  const [data, networks] = [sharing(dataSaid), sharing(networksSaid)];
  const told = new Set(before.flatMap(({ spec, initialisation }) => initialSentences(spec, initialisation)));
  return [
    ...(before.length > 0 ? [leadOf(own, data, networks)] : []),
    ...(data === undefined ? [dataSaid(own)] : []),
    ...(networks === undefined ? [networksSaid(own)] : []),
    ...initialSentences(own.spec, own.initialisation).filter((sentence) => !told.has(sentence)),
    ...trainingSentences(own.spec, own.rows),
  ].join(' ');
}

function dataSaid({ spec, theory }: ExperimentMethods): string {
  return dataSentences(spec, theory).join(' ');
}

function networksSaid({ spec }: ExperimentMethods): string {
  return networkSentence(spec);
}

/** What a further experiment shares with earlier ones: it is not told again. */
function leadOf(
  { spec: { name } }: ExperimentMethods,
  data: ExperimentMethods | undefined,
  networks: ExperimentMethods | undefined,
): string {
  if (data === undefined && networks === undefined) return `Of “${name}” the following holds.`;
  if (data === networks) return `“${name}” has the data and the networks of “${data!.spec.name}”.`;
  const parts = [
    ...(data ? [`the data of “${data.spec.name}”`] : []),
    ...(networks ? [`the networks of “${networks.spec.name}”`] : []),
  ];
  return `“${name}” has ${enumeration(parts)}.`;
}

function measuredParagraph(
  experiments: readonly ExperimentMethods[],
  { figures, version }: MethodsContext,
): string {
  const intervals = [...new Set(figures.flatMap((kind) => ('interval' in kind ? [kind.interval] : [])))];
  const of = (...kinds: FigureKind['kind'][]): Convention[] => [
    ...new Set(
      figures.flatMap((kind) => ('convention' in kind && kinds.includes(kind.kind) ? [kind.convention] : [])),
    ),
  ];
  const linear = experiments.some(({ spec }) => isLinear(spec));
  const digests = experiments.flatMap(({ spec, digest }) =>
    digest === null ? [] : [`${spec.name}: ${digest}`],
  );
  return [
    ...intervals.map(intervalSaid),
    ...of('sharpnessLines', 'generalisation', 'runTrace').map((convention) => SHARPNESS_SAID[convention]),
    ...(linear ? of('distanceLines', 'runTrace').map((convention) => DISTANCE_SAID[convention]) : []),
    `All was computed with Sharpness Workbench ${version}.`,
    ...(digests.length > 0 ? [`SHA-256 of the results: ${digests.join('; ')}.`] : []),
  ].join(' ');
}

function intervalSaid(interval: Interval): string {
  return `Lines are means over the runs that did not diverge, bands their 95 % ${INTERVALS_SAID[interval]}.`;
}

const SHARPNESS_SAID: Record<Convention, string> = {
  exact: 'Sharpness is the largest eigenvalue of the Hessian of the risk over all parameters, to rounding.',
  asPublished:
    'Sharpness is that of the authors’ code: 20 power iterations on the Hessian of the risk over all parameters, for trained networks up to 4 steps before the last.',
};

const DISTANCE_SAID: Record<Convention, string> = {
  exact: 'The squared distance to w⋆ is ‖w_prod − w⋆‖², a sum over coordinates.',
  asPublished:
    'The squared distance to w⋆ is that of the authors’ code, the mean over coordinates ‖w_prod − w⋆‖²/d.',
};
