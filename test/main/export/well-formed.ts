/** A small check of XML: the names of its elements in order; throws where tags, attributes or references are wrong. */
export function elementsOf(xml: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  const body = xml.replace(/^<\?xml [^?]*\?>\s*/, '');
  const piece = /<\/([\w:-]+)>|<([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let at = 0;
  for (let match = piece.exec(body); match !== null; match = piece.exec(body)) {
    at = piece.lastIndex;
    const [whole, closing, opening, , empty] = match;
    for (const [reference] of whole.matchAll(/&[^;]{0,8};?/g))
      if (!/^&(?:amp|lt|gt|quot|#\d+);$/.test(reference)) throw new Error(`Not a reference: ${reference}`);
    if (closing !== undefined && open.pop() !== closing) throw new Error(`Closed but not open: ${closing}`);
    if (opening !== undefined) {
      names.push(opening);
      if (empty === '') open.push(opening);
    }
  }
  if (at !== body.length) throw new Error(`Not XML: ${body.slice(at, at + 80)}`);
  if (open.length > 0) throw new Error(`Still open: ${open.join(' ')}`);
  return names;
}
