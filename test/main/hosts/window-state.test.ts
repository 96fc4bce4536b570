import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  besides,
  keepWindowState,
  placeWindow,
  readWindowState,
} from '../../../src-main/hosts/electron/window-state';
import { temporaryFolder } from '../../builders/temporary-folder';

const screen = { x: 0, y: 25, width: 1920, height: 1055 };
const right = { x: 1920, y: 0, width: 1280, height: 1024 };
const saved = { x: 100, y: 80, width: 1200, height: 800, maximised: false };

describe('where the window opens', () => {
  test('the first time: in the middle of the first screen', () => {
    expect(placeWindow(null, [screen, right])).toStrictEqual({
      x: 240,
      y: 102,
      width: 1440,
      height: 900,
      maximised: false,
    });
  });

  test('then: where it was, on whatever screen', () => {
    expect(placeWindow(saved, [screen])).toStrictEqual(saved);
    const beside = { ...saved, x: 2000, width: 1000 };
    expect(placeWindow(beside, [screen, right])).toStrictEqual(beside);
  });

  test('from another: a little below it, or in the middle where that is beyond the screen', () => {
    expect(placeWindow(besides(saved), [screen])).toStrictEqual({ ...saved, x: 132, y: 112 });
    const low = { ...saved, y: 1050 };
    expect(placeWindow(besides(low), [screen])).toMatchObject({ x: 360, y: 152 });
  });

  test('in the middle, as large as it was, when its screen went away', () => {
    const gone = { ...saved, x: 2000, maximised: true };
    expect(placeWindow(gone, [screen])).toStrictEqual({
      x: 360,
      y: 152,
      width: 1200,
      height: 800,
      maximised: true,
    });
  });

  test.each([
    ['above the screen', { ...saved, y: -300 }],
    ['below the screen', { ...saved, y: 1075 }],
    ['all but out to the left', { ...saved, x: -1150 }],
  ])('in the middle when its title bar cannot be caught: %s', (_, state) => {
    expect(placeWindow(state, [screen])).toMatchObject({ x: 360, y: 152 });
  });

  test('no larger than the screen, no smaller than is of use', () => {
    expect(placeWindow({ ...saved, width: 5000, height: 5000 }, [screen])).toMatchObject({
      width: 1920,
      height: 1055,
    });
    expect(placeWindow({ ...saved, width: 1, height: 1 }, [screen])).toMatchObject({
      width: 900,
      height: 600,
    });
    expect(placeWindow(null, [{ x: 0, y: 0, width: 800, height: 480 }])).toMatchObject({
      width: 900,
      height: 600,
    });
  });
});

describe('what is kept', () => {
  test('comes back', () => {
    const path = join(temporaryFolder(), 'window.json');
    keepWindowState(path, saved);
    expect(readWindowState(path)).toStrictEqual(saved);
  });

  test.each([
    ['nothing', null],
    ['half a file', '{"x": 1, "y"'],
    ['another kind of number', '{"x":1.5,"y":0,"width":1,"height":1,"maximised":false}'],
    ['a word', '"window"'],
  ])('is nothing where there is %s', (_, text) => {
    const path = join(temporaryFolder(), 'window.json');
    if (text !== null) writeFileSync(path, text);
    expect(readWindowState(path)).toBeNull();
  });
});
