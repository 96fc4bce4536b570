import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { WorkbenchError } from '@shared/contract/errors';

export interface PageFile {
  readonly type: string;
  readonly body: Buffer<ArrayBuffer>;
}

/** The files of the page, by the path they are asked for; there is nothing else to be had. */
export type Page = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
};

/**
 * Reads the bundled page into memory, a few megabytes. Requests then look up names in a table and touch no file system:
 * there is no path to escape by. Links, and files of kinds that a page has no use for, are left out.
 */
export function readPage(folder: string): Page {
  const page = new Map<string, PageFile>();
  const add = (path: string): void => {
    for (const entry of readdirSync(join(folder, path), { withFileTypes: true })) {
      const inner = `${path}${entry.name}`;
      if (entry.isDirectory()) add(`${inner}/`);
      const type = TYPES[extname(entry.name)];
      if (entry.isFile() && type !== undefined)
        page.set(inner, { type, body: readFileSync(join(folder, inner)) });
    }
  };
  try {
    add('/');
  } catch (error) {
    throw new WorkbenchError(
      'folder-unusable',
      `The page cannot be read from ${folder}.`,
      'Build it: npm run build.',
      {
        cause: error,
      },
    );
  }
  const start = page.get('/index.html');
  if (start === undefined) {
    throw new WorkbenchError('folder-unusable', `There is no page in ${folder}.`, 'Build it: npm run build.');
  }
  page.set('/', start);
  return page;
}
