import { useDraft } from '../stores/draft';
import { useNotices } from '../stores/notices';

/** Loads the spec that a text holds into the draft, with a way back; `from` says where it comes from. */
export function useSpecText(): (from: string, text: string) => boolean {
  const draft = useDraft();
  const notices = useNotices();

  return (from, text) => {
    const parsed = jsonObject(text);
    if (parsed === null) {
      notices.warn(
        `${from}: this is not the JSON of a spec.`,
        'A spec is an object in braces; Spec › Copy shows one.',
      );
      return false;
    }
    notices.say(`${from}: loaded.`, draft.load(parsed));
    return true;
  };
}

/** The object that a text is in JSON; null where it is none. */
export function jsonObject(text: string): object | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
