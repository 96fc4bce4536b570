import type { Page } from 'playwright';

/** Drops files on the window as a person would, all at once. @param files name and text of each. */
export function dropFiles(
  page: Page,
  ...files: readonly (readonly [name: string, text: string])[]
): Promise<void> {
  return page.evaluate((all) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of all) dataTransfer.items.add(new File([text], name));
    for (const type of ['dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
}
