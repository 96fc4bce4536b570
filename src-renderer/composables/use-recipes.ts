import { LARGEST_RECIPE_FILE } from '@shared/contract/api-schemas';
import type { OpenedRecipe } from '@shared/contract/api';
import { useDraft } from '../stores/draft';
import { useNavigation } from '../stores/navigation';
import { useNotices } from '../stores/notices';
import { formatBytes } from './format';
import { pickFile } from './files';
import { useConnection } from './use-connection';
import { jsonObject, useSpecText } from './use-spec-text';

/** Endings of the files that carry a recipe. */
const ENDINGS = ['.svg', '.pdf', '.png', '.tex', '.json'];

export interface Recipes {
  /** Lets the user pick an exported figure and opens what it was made from. */
  readonly pick: () => Promise<void>;
  /** The same for a file at hand; the JSON of a spec is taken as one. */
  readonly open: (file: File) => Promise<void>;
}

/** The way back from an exported figure to its experiment: to its results, or to its spec where it is not here. */
export function useRecipes(): Recipes {
  const { api } = useConnection();
  const navigation = useNavigation();
  const draft = useDraft();
  const notices = useNotices();
  const takeSpec = useSpecText();

  async function open(file: File): Promise<void> {
    const unsuited = unsuitedBecause(file);
    if (unsuited) {
      notices.warn(...unsuited);
      return;
    }
    const text = file.name.toLowerCase().endsWith('.json') ? await file.text() : null;
    if (text !== null && !('recipe' in (jsonObject(text) ?? {}))) {
      if (takeSpec(file.name, text)) navigation.open('design');
      return;
    }
    try {
      take(file.name, await api.openRecipe(new Uint8Array(await file.arrayBuffer())));
    } catch (error) {
      notices.fail(`${file.name} cannot be opened`, error);
    }
  }

  function take(file: string, { recipe, known }: OpenedRecipe): void {
    const [here] = known;
    const [first] = recipe.experiments;
    if (here) {
      navigation.open('results', { id: here.id });
      notices.say(`${file} shows "${here.name}", which is here.`);
    } else if (first) {
      const before = draft.spec;
      draft.load(first.spec);
      navigation.open('design');
      notices.say(
        `${file} shows "${first.name}", which is not in this data folder. This is its spec: Run computes it again.`,
        () => draft.load(before),
      );
    } else notices.warn(`${file} names no experiment.`, 'Nothing can be computed again from its recipe.');
  }

  return {
    open,
    pick: async () => {
      const file = await pickFile(ENDINGS.join(','));
      if (file !== null) await open(file);
    },
  };
}

/** What is wrong with a file, before anything is read, and what that means. */
function unsuitedBecause({ name, size }: File): [what: string, detail: string] | null {
  if (!ENDINGS.some((ending) => name.toLowerCase().endsWith(ending)))
    return [
      `${name} is no figure that was exported here.`,
      'Those are SVG, PDF, PNG, pgfplots (.tex) and JSON files. Tables are imported in Design, under Data.',
    ];
  if (size > LARGEST_RECIPE_FILE)
    return [
      `${name} is too large to look for a recipe.`,
      `Recipes are looked for in files of up to ${formatBytes(LARGEST_RECIPE_FILE)}.`,
    ];
  return null;
}
