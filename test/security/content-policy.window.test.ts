import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../builders/temporary-folder';
import type { AppUnderTest } from '../e2e/harness/app-under-test';
import { describeInWindow, startApp } from '../e2e/harness/start-app';

/* A script that got into the page after all: what could it load, and where could it send what it finds? */

describeInWindow('the content security policy', () => {
  let app: AppUnderTest;
  beforeEach(async () => {
    app = await startApp({ dataFolder: temporaryFolder() });
    await app.page.locator('#app > *').first().waitFor();
    await app.page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { breaches: seen });
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        seen.push(effectiveDirective),
      );
    });
  });
  afterEach(() => app.close());

  const breaches = (): Promise<string[]> =>
    app.page.evaluate(() => (window as unknown as { breaches: string[] }).breaches);
  const ran = (): Promise<boolean> => app.page.evaluate(() => 'ran' in window);

  const insert = (tag: string, attributes: Record<string, string>, text = ''): Promise<void> =>
    app.page.evaluate(
      ([tag, attributes, text]) => {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        element.textContent = text;
        document.body.append(element);
      },
      [tag, attributes, text] as const,
    );

  test.each([
    ['an inline script', 'script', {}, 'window.ran = 1', 'script-src-elem'],
    ['a remote script', 'script', { src: 'https://example.com/x.js' }, '', 'script-src-elem'],
    [
      'a script in a data: address',
      'script',
      { src: 'data:text/javascript,window.ran=1' },
      '',
      'script-src-elem',
    ],
    ['a remote picture', 'img', { src: 'https://example.com/x.png?secret' }, '', 'img-src'],
    [
      'a remote style sheet',
      'link',
      { rel: 'stylesheet', href: 'https://example.com/x.css' },
      '',
      'style-src-elem',
    ],
    ['an inline style sheet', 'style', {}, 'body { display: none }', 'style-src-elem'],
    ['a frame', 'iframe', { src: 'https://example.com/' }, '', 'frame-src'],
    [
      'a frame with its own document',
      'iframe',
      { srcdoc: '<script>parent.ran = 1</script>' },
      '',
      'script-src-elem',
    ],
    ['an embedded object', 'object', { data: 'https://example.com/x.swf' }, '', 'object-src'],
    ['another base address', 'base', { href: 'https://example.com/' }, '', 'base-uri'],
  ])('blocks %s', async (_, tag, attributes, text, directive) => {
    await insert(tag, attributes, text);
    if (tag === 'iframe' && 'srcdoc' in attributes) {
      // The frame inherits the policy; its breach is told in its own document.
      await new Promise((resolve) => setTimeout(resolve, 500));
    } else {
      await expect.poll(breaches).toContain(directive);
    }
    expect(await ran()).toBe(false);
    expect(await app.page.evaluate(() => document.body.checkVisibility())).toBe(true);
  });

  test('blocks handlers in attributes, and code in text', async () => {
    await insert('button', { onclick: 'window.ran = 1', id: 'handler' });
    await app.page.evaluate(() => document.getElementById('handler')!.click());
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the attack
    await app.page.evaluate(() => void setTimeout('window.ran = 1', 0));
    await expect.poll(breaches).toContain('script-src-attr');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await ran()).toBe(false);
  });

  test.each([
    [
      'fetch',
      (url: string) =>
        fetch(url).then(
          () => true,
          () => false,
        ),
      'https://example.com/',
    ],
    [
      'fetch of another program here',
      (url: string) =>
        fetch(url, { mode: 'no-cors' }).then(
          () => true,
          () => false,
        ),
      'http://127.0.0.1:9/',
    ],
    ['a beacon', (url: string) => navigator.sendBeacon(url, 'secret'), 'https://example.com/'],
    [
      'a socket',
      (url: string) =>
        new Promise<boolean>((resolve) => {
          const socket = new WebSocket(url);
          socket.onopen = () => resolve(true);
          socket.onerror = () => resolve(false);
        }),
      'wss://example.com/',
    ],
    [
      'an event source',
      (url: string) =>
        new Promise<boolean>((resolve) => {
          const source = new EventSource(url);
          source.onopen = () => resolve(true);
          source.onerror = () => resolve(false);
        }),
      'https://example.com/',
    ],
  ])('nothing is sent by %s', async (_, send, url) => {
    await app.page.evaluate(send, url).catch(() => undefined);
    await expect.poll(breaches).toContain('connect-src');
  });

  test('a form is not sent anywhere', async () => {
    await app.page.evaluate(() => {
      const form = document.createElement('form');
      form.action = 'https://example.com/';
      document.body.append(form);
      form.submit();
    });
    await expect.poll(breaches).toContain('form-action');
  });
});
