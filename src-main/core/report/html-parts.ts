/** The pieces that reports in HTML are made of: one document that needs no other file, no script and no network. */

export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

/** As a picture, its names and styles are its own. */
export function picture(svg: string, alternative: string): string {
  const bytes = new TextEncoder().encode(svg);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return `<img alt="${escaped(alternative)}" src="data:image/svg+xml;base64,${btoa(binary)}">`;
}

export function htmlList(lines: readonly string[]): string {
  return `<ul class="muted">${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
}

/** @param numbers columns that hold numbers, from 0. */
export function htmlTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: readonly number[] = [],
): string {
  const cell = (tag: 'th' | 'td', text: string, i: number): string =>
    `<${tag}${numbers.includes(i) ? ' class="number"' : ''}>${escaped(text)}</${tag}>`;
  const row = (tag: 'th' | 'td', cells: readonly string[]): string =>
    `<tr>${cells.map((text, i) => cell(tag, text, i)).join('')}</tr>`;
  return `<div class="wide"><table>
<thead>${row('th', header)}</thead>
<tbody>${rows.map((cells) => row('td', cells)).join('')}</tbody>
</table></div>`;
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; --line: #d8dce2; --muted: #5b6470; --holds: #00704f; --fails: #b8400b; }
@media (prefers-color-scheme: dark) { :root { --line: #3a414b; --muted: #a3abb6; --holds: #35c49a; --fails: #ff8a57; } }
body { max-width: 56rem; margin: 2rem auto; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { margin-top: 3rem; font-size: 1.25rem; } h3 { font-size: 1rem; }
figure { margin: 1rem 0; } img { display: block; width: 100%; max-width: 44rem; background: #fff; border-radius: 4px; }
figcaption, .muted { color: var(--muted); font-size: 0.9em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 0.8rem; margin: 0.4rem 0; } dd { margin: 0; }
dt { color: var(--muted); }
.verdict { margin: 0.8rem 0; padding: 0.1rem 0.9rem; border-left: 3px solid var(--line); }
.verdict p { margin: 0.4rem 0; } .mark { display: inline-block; width: 1.3em; font-weight: 700; }
.holds { border-color: var(--holds); } .holds .mark { color: var(--holds); }
.fails { border-color: var(--fails); } .fails .mark { color: var(--fails); }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: 0.85em; }
th, td { padding: 0.25rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; } pre { overflow-x: auto; font-size: 0.85em; }
`;
