import type { Page } from '../../../src-main/hosts/page/page-files';

/** A page of one file. */
export function smallPage(): Page {
  const start = {
    type: 'text/html; charset=utf-8',
    body: Buffer.from('<!doctype html><div id="app"></div>'),
  };
  return new Map([
    ['/', start],
    ['/index.html', start],
  ]);
}
