import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';

describeInWindow('the shell', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  test('a newcomer begins with a design that is ready to run, others with their library', async () => {
    const newcomer = await workbench.open('empty');
    await newcomer.getByRole('heading', { name: 'Design', exact: true }).waitFor();
    await newcomer
      .getByRole('button', { name: 'Run', exact: true })
      .and(newcomer.locator(':enabled'))
      .waitFor();
    const other = await workbench.open('one');
    await other.getByRole('heading', { name: 'Library' }).waitFor();
  });

  test('views open by their shortcuts, and Alt with the arrows goes back and forward', async () => {
    const page = await workbench.open('one');
    const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
    await heading('Library').waitFor();
    await page.keyboard.press('Control+2');
    await heading('Design').waitFor();
    await page.keyboard.press('Control+5');
    await heading('Theory').waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await heading('Design').waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await heading('Library').waitFor();
    await page.keyboard.press('Alt+ArrowRight');
    await heading('Design').waitFor();
  });

  test('the palette finds commands, presets and experiments by words', async () => {
    const page = await workbench.open('many');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Find' }).waitFor();
    await page.keyboard.type('figure-6 underdet');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Design', exact: true }).waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('figure-6');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('number 72');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Results', exact: true }).waitFor();
  });

  test('a long name is cut before the tools of its view leave the window', async () => {
    const page = await workbench.open('many');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('number 72');
    await page.keyboard.press('Enter');
    const last = page.locator('main').getByRole('button', { name: 'Table', exact: true });
    await last.waitFor();
    const [tool, main] = [(await last.boundingBox())!, (await page.locator('main').boundingBox())!];
    expect(tool.x + tool.width).toBeLessThanOrEqual(main.x + main.width);
    const cut = page.locator('main .subtitle').first();
    expect(await cut.evaluate((name) => name.scrollWidth > name.clientWidth)).toBe(true);
  });

  test('the palette begins with what was open lately, also after the window was closed', async () => {
    const page = await workbench.open('one');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.keyboard.press('Control+4');
    await page.getByRole('heading', { level: 1, name: 'Results', exact: true }).waitFor();
    await page.keyboard.press('Control+5');
    await page.getByRole('heading', { level: 1, name: 'Theory', exact: true }).waitFor();
    // As in another window of the same program.
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Find' }).waitFor();
    const options = await page.getByRole('option').allInnerTexts();
    expect(options.slice(0, 2)).toStrictEqual(['Statements\nTheory', 'quick, short runs\nResults']);
    await page.getByRole('option').nth(1).click();
    await page.getByRole('heading', { level: 1, name: 'Results', exact: true }).waitFor();
    // Sought, it is found once.
    await page.keyboard.press('Control+k');
    await page.keyboard.type('quick, short');
    expect(await page.getByRole('option', { name: /^quick, short runs/ }).count()).toBe(1);
  });

  test('a page that is loaded anew is where it was, with what was being designed', async () => {
    const page = await workbench.open('one');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.keyboard.press('Control+2');
    await page.getByLabel('Name').fill('half designed');
    await page.keyboard.press('Tab');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Design', exact: true }).waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('half designed');
    await page.keyboard.press('Control+4');
    await page.getByRole('button', { name: 'Table', exact: true, pressed: true }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Results', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Table', exact: true, pressed: true }).waitFor();
    // What is kept need not be understood.
    await page.evaluate(() => sessionStorage.setItem('sharpness-workbench.place', '{"view":"attic"}'));
    await page.reload();
    await page.getByRole('heading', { name: 'Library' }).waitFor();
  });

  test('what is chosen in the native menu is done', async () => {
    const page = await workbench.open('one');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.evaluate("chooseInMenu('help')");
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.getByRole('region', { name: 'Tables and the Library' }).waitFor();
    await dialog.getByRole('region', { name: 'Go to' }).getByText('Library', { exact: true }).waitFor();
  });

  test('a theme takes effect at once', async () => {
    const page = await workbench.open('empty');
    await page.keyboard.press('Control+,');
    await page.getByRole('dialog', { name: 'Preferences' }).waitFor();
    await page.getByText('Dark', { exact: true }).click();
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('dialogs keep the focus, and give it back', async () => {
    const page = await workbench.open('empty');
    const opener = page.getByRole('button', { name: 'Keyboard shortcuts' });
    await opener.click();
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.waitFor();
    for (let i = 0; i < 4; i += 1) {
      await page.keyboard.press('Tab');
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('a lost connection is said, with what to do', async () => {
    const page = await workbench.open('one');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    await page.evaluate("loseConnection('The server has ended.')");
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('The server has ended.').waitFor();
    await dialog.getByRole('button', { name: 'Reload' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
  });

  test('a refused connection is said, with what to do', async () => {
    const page = await workbench.open('refused');
    await page.getByRole('alert').getByText('Another workbench uses this data folder.').waitFor();
    await page.getByText('Close the other window first.').waitFor();
  });

  test('every control has a name, in every view', async () => {
    const page = await workbench.open('one');
    await page.getByRole('heading', { name: 'Library' }).waitFor();
    for (const view of [1, 2, 3, 4, 5, 6]) {
      await page.keyboard.press(`Control+${view}`);
      await page.waitForTimeout(300);
      expect(await page.evaluate(namelessControls), `view ${view}`).toStrictEqual([]);
    }
  });
});

/** Controls without a label, a text or a name of their own. */
function namelessControls(): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'button, input, select, textarea, [role="grid"], [tabindex="0"]',
  );
  return [...controls]
    .filter((control) => control.checkVisibility() && control.tabIndex >= 0)
    .filter((control) => {
      const labels = 'labels' in control ? ((control.labels as NodeList | null)?.length ?? 0) : 0;
      const words = control.innerText.trim() !== '' || control.getAttribute('aria-label');
      return labels === 0 && !words && !control.getAttribute('aria-labelledby');
    })
    .map((control) => control.outerHTML.slice(0, 160));
}
