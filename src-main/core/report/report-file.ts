import type { ExportedFile } from '@shared/contract/sheets';
import { reportHtml } from './html';
import { reportMarkdown } from './markdown';
import type { Reproduction } from './reproduction';

/** The report as a file. That in Markdown has its pictures beside it, as figure-1.svg and so on. */
export function reproductionReport(report: Reproduction, form: 'html' | 'markdown'): ExportedFile {
  const [name, mediaType, text] =
    form === 'html'
      ? ['reproduction.html', 'text/html', reportHtml(report)]
      : ['reproduction.md', 'text/markdown', reportMarkdown(report, ({ figure }) => `figure-${figure}.svg`)];
  return { name, mediaType, bytes: new TextEncoder().encode(text) };
}
