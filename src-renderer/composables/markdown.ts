import MarkdownIt from 'markdown-it';

/**
 * Markdown as HTML that may be shown as it is: HTML in the source stays text, and nothing in it can be followed or
 * loaded. Links become their words with the address beside; images stay as they were written.
 */
const markdown = new MarkdownIt('default', { html: false, linkify: false, typographer: false, breaks: true });
markdown.disable('image');

/** Addresses of the links that are open; links do not nest, but a renderer rule knows nothing of the other end. */
markdown.renderer.rules.link_open = () => '<span class="address-of">';
markdown.renderer.rules.link_close = (tokens, index) => {
  const opening = tokens.slice(0, index).findLast(({ type }) => type === 'link_open');
  const address = String(opening?.attrGet('href') ?? '');
  // An address that stands for itself is not said twice.
  const words = tokens[index - 1]?.content ?? '';
  return words === address ? '</span>' : `</span> (<code>${markdown.utils.escapeHtml(address)}</code>)`;
};

export function renderMarkdown(source: string): string {
  return markdown.render(source);
}
