import { isLinear } from '../../experiment/linearity';
import type { ExperimentSpec, NetworkSpec } from '../../experiment/spec';
import type { Initialisation } from '../../network/initialisations/initialisation';
import { formatSetting } from '../format-number';
import { valuesSaid } from './words';

/** The networks of an experiment, as a sentence. */
export function networkSentence(spec: ExperimentSpec): string {
  const depth = `of depth L ${valuesSaid(spec.grid.depths)}`;
  const { network } = spec;
  if (network.kind === 'residual') {
    const which = network.projection === 'random' ? 'random unit' : 'given';
    return `The networks are linear, ${depth}, with square layers as wide as the input; their output is read off along a ${which} vector p, which is not trained.`;
  }
  const kind = isLinear(spec)
    ? 'fully connected and linear'
    : 'fully connected with GELU (tanh form) between their layers and no biases';
  return `The networks are ${kind}, ${depth}, with ${hiddenSaid(network.hiddenWidths)}one output.`;
}

function hiddenSaid(widths: Extract<NetworkSpec, { kind: 'fullyConnected' }>['hiddenWidths']): string {
  if (widths === null) return 'hidden layers as wide as the input and ';
  if (typeof widths === 'number') return `hidden layers of width ${widths} and `;
  return widths.length === 0 ? '' : `hidden layers of widths ${widths.join(', ')} and `;
}

/** Their initial weights and other random numbers, as sentences. */
export function initialSentences(spec: ExperimentSpec, family: Initialisation): string[] {
  return [initialSaid(spec, family), ...drawsSaid(spec, family)];
}

function initialSaid(
  { grid, initialisation }: ExperimentSpec,
  { id, title, scale, parameters }: Initialisation,
): string {
  if (id === 'gaussian') {
    return `Initial weights are independent centred Gaussian variables of standard deviation σ ${valuesSaid(grid.scales)}.`;
  }
  if (id === 'residual') {
    return `Initial weights are W_k = I + s/√(Ld) N_k with N_k of independent standard Gaussian entries and s ${valuesSaid(grid.scales)}.`;
  }
  const settings = Object.entries(parameters).map(
    ([name, { symbol, meaning, default: standard }]) =>
      `${symbol} = ${formatSetting(initialisation.parameters[name] ?? standard)} (${meaning})`,
  );
  const scaled = scale === null ? [] : [`${scale.symbol} (${scale.meaning}) ${valuesSaid(grid.scales)}`];
  const all = [...scaled, ...settings];
  return `Initial weights are those of the family “${title}”${all.length === 0 ? '' : `, with ${all.join(' and ')}`}.`;
}

function drawsSaid({ randomness, seed }: ExperimentSpec, { random }: Initialisation): string[] {
  if (randomness.scheme === 'authors') {
    return [
      `All random numbers are those of the authors’ published script, replayed from its key chain (seed ${seed}).`,
    ];
  }
  if (!random) return [];
  return [
    randomness.draws === 'shared'
      ? `Runs that differ in learning rate or scale alone share their random numbers (seed ${seed}), so that they are compared in pairs.`
      : `Every run has random numbers of its own (seed ${seed}).`,
  ];
}
