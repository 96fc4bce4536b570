import { expect, test } from 'vitest';
import { renderMarkdown } from '../../src-renderer/composables/markdown';

test.each([
  ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>\n'],
  ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n'],
  ['[paper](https://a.b/c)', '<p><span class="address-of">paper</span> (<code>https://a.b/c</code>)</p>\n'],
  ['<https://a.b/c>', '<p><span class="address-of">https://a.b/c</span></p>\n'],
  ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>\n'],
])('%s can neither be pressed nor loaded', (source, html) => {
  expect(renderMarkdown(source)).toBe(html);
});

test('images are text', () => {
  const html = renderMarkdown('![alt](https://a.b/c.png)');
  expect(html).not.toContain('<img');
  expect(html).toContain('alt');
});

test('what is meant as Markdown is set', () => {
  expect(renderMarkdown('**a**\n\n- b')).toBe('<p><strong>a</strong></p>\n<ul>\n<li>b</li>\n</ul>\n');
});
