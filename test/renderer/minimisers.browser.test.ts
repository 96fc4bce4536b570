import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeInWindow } from '../e2e/harness/start-app';
import { serveWorkbench, type Workbench } from './open-page';
import type { Scenario } from './scenarios';

describeInWindow('Minimisers', () => {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await serveWorkbench();
  });
  afterAll(() => workbench.close());
  afterEach(() => expect(workbench.problems.splice(0)).toStrictEqual([]));

  async function openMinimisers(scenario: Scenario): Promise<Page> {
    const page = await workbench.open(scenario);
    await page.getByRole('heading', { name: scenario === 'empty' ? 'Cost' : 'Library' }).waitFor();
    await page.keyboard.press('Control+5');
    await page.getByRole('button', { name: 'Minimisers', exact: true }).click();
    return page;
  }

  test('shows the sharpness of a rescaled minimiser as the slider moves', async () => {
    const page = await openMinimisers('one');
    const slider = page.getByRole('slider', { name: 'Factor C', exact: true });
    const facts = page.getByRole('region', { name: 'The minimiser in numbers' });
    const value = facts.locator('dd').first();
    await slider.waitFor();
    const before = Number(await value.textContent());
    await slider.focus();
    for (let i = 0; i < 20; i += 1) await page.keyboard.press('ArrowRight');
    expect(await slider.getAttribute('aria-valuetext')).toBe('C = 10.0');
    // Of the balanced minimiser K's first part falls, its second grows like C².
    expect(Number(await value.textContent())).toBeGreaterThan(5 * before);
    await page.getByRole('region', { name: 'Rescaling' }).getByRole('button', { name: 'C = 1' }).click();
    expect(Number(await value.textContent())).toBe(before);
    await page.getByRole('button', { name: 'Random', exact: true }).click();
    await expect.poll(async () => Number(await value.textContent())).not.toBe(before);
  });

  test('walks downhill from there, and forgets the walk with the minimiser', async () => {
    const page = await openMinimisers('one');
    await page.getByRole('button', { name: 'Random', exact: true }).click();
    const walk = page.getByRole('region', { name: 'Walk downhill' });
    await walk.getByRole('button', { name: /Walk downhill/ }).click();
    await walk.getByText('It arrived at').waitFor();
    await page.getByRole('button', { name: 'Another' }).click();
    await walk.getByText('It arrived at').waitFor({ state: 'detached' });
  });

  test('takes the last weights of a run', async () => {
    const page = await openMinimisers('one');
    await page.getByRole('button', { name: 'From a run', exact: true }).click();
    await page.getByText('of the excess risk of zero weights').waitFor();
    await page.getByRole('group', { name: 'Run' }).waitFor();
  });

  test('constructs minimisers of the design, and says what seeds may be', async () => {
    const page = await openMinimisers('empty');
    await page.getByRole('slider', { name: 'Factor C', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'From a run', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Random', exact: true }).click();
    const seed = page.getByRole('textbox', { name: 'Seed' });
    await seed.fill('-3');
    expect(await seed.getAttribute('aria-invalid')).toBe('true');
  });

  test('says that there are none of GELU networks, and has the toy', async () => {
    const page = await openMinimisers('gelu');
    await page.getByRole('heading', { name: 'Not for GELU networks' }).waitFor();
    const toy = page.getByRole('region', { name: 'The toy of Section 3' });
    await toy.getByText('9.000').first().waitFor();
    await toy.getByRole('textbox', { name: 'Factors' }).fill('33');
    await toy.getByText('32.00').first().waitFor();
    await toy.getByRole('button', { name: 'Of the risk (f − 1)²', exact: true }).click();
    await toy.getByText('66.00').first().waitFor();
    await toy.getByRole('textbox', { name: 'Factors' }).fill('1');
    await toy.getByText('L must be an integer from 2 to 1000.').waitFor();
  });

  test('makes the design satisfy (A1) and (A2), and takes it back', async () => {
    const page = await workbench.open('empty');
    const advice = page.getByRole('region', { name: 'Small-scale assumptions' });
    await advice.getByText('too many steps').waitFor();
    await advice.getByRole('button', { name: 'Make it satisfy (A1) and (A2)' }).click();
    await advice.getByText('The design satisfies (A1) and (A2)').waitFor();
    const depths = page.getByRole('textbox', { name: 'Depths' });
    expect(await depths.inputValue()).toBe('2, 3');
    await page.getByRole('button', { name: 'Undo' }).click();
    await advice.getByText('too many steps').waitFor();
    expect(await depths.inputValue()).toBe('10');
  });
});
