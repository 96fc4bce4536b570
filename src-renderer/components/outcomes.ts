import { OUTCOME_MEANINGS } from '@shared/catalogue';
import { OUTCOMES, type Outcome } from '@shared/training/run-result';

/** What can be shown of a run: its outcome, that it failed, or that it has not ended. */
export const RUN_STATES = [...OUTCOMES, 'failed', 'unfinished'] as const;
export type RunState = (typeof RUN_STATES)[number];

interface RunStateLook {
  readonly title: string;
  /** A custom property of styles/tokens.css. */
  readonly fill: string;
  readonly meaning: string;
}

const look = (outcome: Outcome, title: string, name: string): RunStateLook => ({
  title,
  fill: `var(--outcome-${name})`,
  meaning: OUTCOME_MEANINGS[outcome],
});

export const RUN_STATE_LOOKS: Readonly<Record<RunState, RunStateLook>> = {
  converged: look('converged', 'converged', 'converged'),
  cycling: look('cycling', 'cycling', 'cycling'),
  collapsed: look('collapsed', 'collapsed', 'collapsed'),
  diverged: look('diverged', 'diverged', 'diverged'),
  stepLimit: look('stepLimit', 'step limit', 'step-limit'),
  failed: {
    title: 'failed',
    fill: 'var(--outcome-failed)',
    meaning: 'The run could not be computed; the log says why.',
  },
  unfinished: {
    title: 'unfinished',
    fill: 'var(--outcome-unfinished)',
    meaning: 'The run has not ended yet.',
  },
};
