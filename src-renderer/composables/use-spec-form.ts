import { useDraft } from '../stores/draft';
import { besideField } from './beside-field';

export interface FieldBinding {
  readonly modelValue: unknown;
  readonly 'onUpdate:modelValue': (value: unknown) => void;
  readonly errors: readonly string[];
}

export interface SpecForm {
  readonly get: (path: string) => unknown;
  readonly set: (path: string, value: unknown) => void;
  /** What is wrong at a path or with entries of the list that stands there. */
  readonly errors: (path: string) => string[];
  /** What ties a field to a path of the draft. */
  readonly bind: (path: string) => FieldBinding;
}

/** The draft as fields see it: each reads, writes and is told off about one path. */
export function useSpecForm(): SpecForm {
  const draft = useDraft();
  const errors = (path: string): string[] =>
    draft.problems
      .filter((problem) => problem.path === path || problem.path.startsWith(`${path}[`))
      .slice(0, 1)
      .map((problem) => besideField(problem, path));
  return {
    get: draft.get,
    set: draft.set,
    errors,
    bind: (path) => ({
      modelValue: draft.get(path),
      'onUpdate:modelValue': (value) => draft.set(path, value),
      errors: errors(path),
    }),
  };
}
