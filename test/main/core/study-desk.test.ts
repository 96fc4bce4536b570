import { expect, test } from 'vitest';
import type { StudyProgress } from '@shared/contract/studies';
import { StudyDesk } from '../../../src-main/core/studies/study-desk';

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Works for `pieces` pieces of 30 ms, each longer than a slice. */
function* slow(pieces: number, answer: string): Generator<StudyProgress, string> {
  for (let piece = 0; piece < pieces; piece += 1) {
    const end = performance.now() + 30;
    while (performance.now() < end);
    yield { share: (piece + 1) / pieces, said: `piece ${piece}` };
  }
  return answer;
}

test('answers, and tells its progress meanwhile', async () => {
  const desk = new StudyDesk(breathe);
  const answer = desk.run('a', slow(3, 'done'));
  const seen: (StudyProgress | null)[] = [];
  const poll = setInterval(() => seen.push(desk.progress('a')), 1);
  expect(await answer).toBe('done');
  clearInterval(poll);
  expect(seen.map((progress) => progress?.said)).toContain('piece 1');
  expect(desk.progress('a')).toBeNull();
});

test('is cancelled between two slices', async () => {
  const desk = new StudyDesk(breathe);
  const answer = desk.run('a', slow(1000, 'never'));
  setTimeout(() => desk.cancel('a'), 40);
  await expect(answer).rejects.toMatchObject({ code: 'interrupted' });
  expect(desk.progress('a')).toBeNull();
});

test('a new study takes the place of the one under the same key, others go on', async () => {
  const desk = new StudyDesk(breathe);
  const first = desk.run('a', slow(1000, 'never'));
  const other = desk.run('b', slow(3, 'other'));
  const second = desk.run('a', slow(2, 'second'));
  await expect(first).rejects.toMatchObject({ code: 'interrupted' });
  expect(await second).toBe('second');
  expect(await other).toBe('other');
});

test('a study that fails leaves nothing behind', async () => {
  const desk = new StudyDesk(breathe);
  await expect(
    desk.run(
      'a',
      (function* (): Generator<StudyProgress, never> {
        throw new RangeError('no such run');
      })(),
    ),
  ).rejects.toThrow('no such run');
  expect(desk.progress('a')).toBeNull();
});
