import { useDraft } from '../stores/draft';
import { useNotices } from '../stores/notices';
import { copyText, readText } from './clipboard';
import { fileName, pickFile, saveFile } from './files';
import { useSpecText } from './use-spec-text';

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
  const take = useSpecText();
  const printed = (): string => `${JSON.stringify(draft.spec, null, 2)}\n`;

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
    save: () => saveFile(fileName(draft.name, 'json'), printed(), 'application/json'),
  };
}
