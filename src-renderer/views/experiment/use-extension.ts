import { computed, reactive, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { SpecPreview } from '@shared/contract/api';
import type { ExperimentRecord } from '@shared/contract/records';
import { extend, type Extension } from '@shared/experiment/extend';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { useConnection } from '../../composables/use-connection';
import { problemWords } from '../../composables/problem-words';
import { useDebounced } from '../../composables/use-debounced';

/** How long typing must rest before the larger experiment is looked at, in milliseconds. */
const REST_MS = 200;

/** What is typed; none of it need be valid. */
export interface ExtensionForm {
  repetitions: unknown;
  steps: unknown;
  learningRates: unknown;
  scales: unknown;
  depths: unknown;
}

export interface UsedExtension {
  readonly form: ExtensionForm;
  /** Null while nothing is added, or not sensibly. */
  readonly spec: ComputedRef<ExperimentSpec | null>;
  readonly problems: ComputedRef<readonly string[]>;
  /** What the application says to it; null while it is being asked. */
  readonly preview: Readonly<ShallowRef<Extract<SpecPreview, { ok: true }> | null>>;
  readonly failure: Readonly<ShallowRef<unknown>>;
}

/** A larger experiment as it is typed, with what it costs. */
export function useExtension(experiment: ExperimentRecord): UsedExtension {
  const { api } = useConnection();
  const form = reactive<ExtensionForm>({
    repetitions: undefined,
    steps: undefined,
    learningRates: [],
    scales: [],
    depths: [],
  });
  const wrongTypes = computed(() => WORDS.filter(({ field, fits }) => !fits(form[field])));
  const untouched = computed(() => WORDS.every(({ field }) => isEmpty(form[field])));
  const extended = computed(() =>
    untouched.value || wrongTypes.value.length > 0
      ? null
      : extend(experiment.spec, {
          repetitions: form.repetitions as number | undefined,
          steps: form.steps as number | undefined,
          learningRates: form.learningRates as readonly number[],
          scales: form.scales as readonly number[],
          depths: form.depths as readonly number[],
        }),
  );
  const spec = computed(() => (extended.value?.ok ? extended.value.spec : null));

  const preview = shallowRef<Extract<SpecPreview, { ok: true }> | null>(null);
  const refused = shallowRef<readonly string[]>([]);
  const failure = shallowRef<unknown>(null);
  let asked = 0;
  watch(spec, () => {
    asked += 1;
    preview.value = null;
    refused.value = [];
  });
  watch(useDebounced(spec, REST_MS).value, async (rested) => {
    if (!rested || rested !== spec.value) return;
    const mine = asked;
    try {
      const answer = await api.previewSpec(rested);
      if (mine !== asked) return;
      failure.value = null;
      if (answer.ok) preview.value = answer;
      else
        // What is said of every rate is said once.
        refused.value = [...new Set(answer.problems.map((problem) => problemWords(problem, false)))];
    } catch (error) {
      if (mine === asked) failure.value = error;
    }
  });

  const problems = computed(() => [
    ...wrongTypes.value.map(({ title, what }) => `${title} must be ${what}.`),
    ...(extended.value?.ok === false ? extended.value.problems.map(({ message }) => `${message}.`) : []),
    ...refused.value,
  ]);
  return { form, spec, problems, preview, failure };
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);
const isNumber = (value: unknown): boolean => value === undefined || typeof value === 'number';
const isList = (value: unknown): boolean =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'number');

const WORDS = [
  { field: 'repetitions', title: 'Repetitions', what: 'a number', fits: isNumber },
  { field: 'steps', title: 'Steps', what: 'a number', fits: isNumber },
  { field: 'learningRates', title: 'Learning rates', what: 'numbers, separated by commas', fits: isList },
  { field: 'scales', title: 'Scales', what: 'numbers, separated by commas', fits: isList },
  { field: 'depths', title: 'Depths', what: 'numbers, separated by commas', fits: isList },
] as const satisfies readonly {
  field: keyof Extension;
  title: string;
  what: string;
  fits: (value: unknown) => boolean;
}[];
