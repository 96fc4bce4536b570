import { useDraft } from '../stores/draft';
import { useNotices } from '../stores/notices';
import { copyText, readText } from './clipboard';
import { fileName, pickFile, saveText } from './files';

export interface SpecFiles {
  readonly copy: () => Promise<void>;
  readonly paste: () => Promise<void>;
  readonly open: () => Promise<void>;
  readonly save: () => void;
}

/** The ways of a spec in and out of the window. @param showJson for a text that has to be pasted by hand. */
export function useSpecFiles(showJson: () => void): SpecFiles {
  const draft = useDraft();
  const notices = useNotices();
  const printed = (): string => `${JSON.stringify(draft.spec, null, 2)}\n`;

  function take(from: string, text: string): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      parsed = null;
    }
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
      notices.warn(
        `${from}: this is not the JSON of a spec.`,
        'A spec is an object in braces; Spec › Copy shows one.',
      );
      return;
    }
    const before = draft.spec;
    draft.load(parsed);
    notices.say(`${from}: loaded.`, () => draft.load(before));
  }

  return {
    copy: async () => {
      const copied = await copyText(printed());
      notices.say(
        copied ? 'The spec is on the clipboard.' : 'The clipboard cannot be reached; save it as a file.',
      );
    },
    paste: async () => {
      const text = await readText();
      if (text !== null) take('Clipboard', text);
      else {
        showJson();
        notices.say('This window may not read the clipboard: paste into the text yourself.');
      }
    },
    open: async () => {
      const file = await pickFile('.json,application/json');
      if (file !== null) take(file.name, await file.text());
    },
    save: () => saveText(fileName(draft.name, 'json'), printed()),
  };
}
