import { COMPARED_FIELDS } from './fields';
import { FLAGS, ORDERS, TEXT_FIELDS } from './filter';
import { FIELD_NAMES, parseFilter, type FilterPart } from './parse-filter';

export interface Completion {
  readonly kind: 'field' | 'flag' | 'operator' | 'value';
  /** What takes the place of the text from `from` to the caret. */
  readonly text: string;
  /** What it means; '' where it says so itself. */
  readonly about: string;
}

export interface Completions {
  /** Where the piece begins that the caret stands at the end of. */
  readonly from: number;
  readonly options: readonly Completion[];
}

/** Words that fields can have in this archive, by field: the tags, the families of initialisations. */
export type Vocabulary = Readonly<Record<string, readonly string[]>>;

const ABOUT_FLAGS: Readonly<Record<(typeof FLAGS)[number], string>> = {
  starred: 'With a star',
  annotated: 'With notes',
};
const ABOUT_TEXTS: Readonly<Record<(typeof TEXT_FIELDS)[number], string>> = {
  name: 'Words in the name',
  notes: 'Words in the notes',
};

/** What can follow in a filter, or what the word at the caret can become. */
export function completions(text: string, caret: number, vocabulary: Vocabulary = {}): Completions {
  const before = text.slice(0, caret);
  const { parts } = parseFilter(before);
  const last = parts.at(-1);
  const touches = last?.to === caret;
  const typed = touches ? before.slice(last.from) : '';
  const startingWith = (options: readonly Completion[]): Completions => ({
    from: touches && last.role !== 'operator' && last.role !== 'separator' ? last.from : caret,
    options: options.filter(
      (option) => option.text.toLowerCase().startsWith(typed.toLowerCase()) && option.text !== typed,
    ),
  });

  if (last === undefined) return { from: caret, options: terms() };
  switch (last.role) {
    case 'operator':
    case 'separator':
      return { from: caret, options: values(last.field, vocabulary) };
    case 'value':
      // Behind a value and a blank, something new begins.
      return touches ? startingWith(values(last.field, vocabulary)) : { from: caret, options: terms() };
    case 'field':
    case 'flag':
    case 'text':
      if (touches) return startingWith(terms());
      return { from: caret, options: [...operators(before, last), ...terms()] };
  }
}

function terms(): Completion[] {
  return [
    ...[...COMPARED_FIELDS].map(([name, { about }]): Completion => ({ kind: 'field', text: name, about })),
    ...TEXT_FIELDS.map((name): Completion => ({ kind: 'field', text: name, about: ABOUT_TEXTS[name] })),
    ...FLAGS.map((flag): Completion => ({ kind: 'flag', text: flag, about: ABOUT_FLAGS[flag] })),
  ];
}

/** The operators that go with a word, should it be a field. */
function operators(text: string, { from, to }: FilterPart): Completion[] {
  const word = text.slice(from, to).toLowerCase();
  const name = FIELD_NAMES.find((known) => known.toLowerCase() === word);
  if (name === undefined) return [];
  const field = COMPARED_FIELDS.get(name);
  if (field === undefined || field.kind === 'word') return [{ kind: 'operator', text: ':', about: '' }];
  return [...ORDERS, '=', 'in'].map((operator) => ({
    kind: 'operator',
    text: operator,
    about: operator === 'in' ? 'Values or ranges: 5,8..10' : '',
  }));
}

function values(field: string | null, vocabulary: Vocabulary): Completion[] {
  if (field === null) return [];
  const words = COMPARED_FIELDS.get(field)?.words ?? vocabulary[field] ?? [];
  return words.map((word) => ({
    kind: 'value',
    text: /^[^\s,"]+$/.test(word) ? word : `"${word.replaceAll('"', '""')}"`,
    about: '',
  }));
}
