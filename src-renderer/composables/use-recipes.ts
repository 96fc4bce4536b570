import { LARGEST_RECIPE_FILE } from '@shared/contract/api-schemas';
import type { OpenedRecipe } from '@shared/contract/sheets';
import { useDraft } from '../stores/draft';
import { useNavigation } from '../stores/navigation';
import { useNotices } from '../stores/notices';
import { formatBytes } from './format';
import { useConnection } from './use-connection';
import { jsonObject, useSpecText } from './use-spec-text';

/**
 * The way back from an exported figure to its experiment: to its results, or to its spec where it is not here. The JSON of
 * a spec is taken as one.
 */
export function useRecipes(): (file: File) => Promise<void> {
  const { api } = useConnection();
  const navigation = useNavigation();
  const draft = useDraft();
  const notices = useNotices();
  const takeSpec = useSpecText();

  async function open(file: File): Promise<void> {
    if (file.size > LARGEST_RECIPE_FILE) {
      notices.warn(
        `${file.name} is too large to look for a recipe.`,
        `Recipes are looked for in files of up to ${formatBytes(LARGEST_RECIPE_FILE)}.`,
      );
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
      const back = draft.load(first.spec);
      navigation.open('design');
      notices.say(
        `${file} shows "${first.name}", which is not in this data folder. This is its spec: Run computes it again.`,
        back,
      );
    } else notices.warn(`${file} names no experiment.`, 'Nothing can be computed again from its recipe.');
  }

  return open;
}
