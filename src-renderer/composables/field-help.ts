import { inject, provide, ref, type InjectionKey, type Ref } from 'vue';

export interface FieldHelp {
  readonly label: string;
  readonly symbol: string | null;
  readonly help: string | null;
}

const FIELD_HELP: InjectionKey<Ref<FieldHelp | null>> = Symbol('field help');

/** For a form: the field that has, or had last, the focus. */
export function provideFieldHelp(): Ref<FieldHelp | null> {
  const focused = ref<FieldHelp | null>(null);
  provide(FIELD_HELP, focused);
  return focused;
}

/** For a field: where to say what it means. Outside a form nobody listens. */
export function useFieldHelp(): Ref<FieldHelp | null> {
  return inject(FIELD_HELP, () => ref(null), true);
}
