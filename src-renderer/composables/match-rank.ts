/**
 * How well a text answers to what was typed; smaller is better, null is not at all. Every word that was typed must
 * occur: at the start of a word best, anywhere else after that.
 */
export function matchRank(typed: string, text: string): number | null {
  const haystack = text.toLowerCase();
  // Of equals the one with least else in it.
  let rank = haystack.length / 1000;
  for (const word of typed.toLowerCase().split(/\s+/).filter(Boolean)) {
    const position = haystack.indexOf(word);
    if (position < 0) return null;
    const startsWord = position === 0 || /[^\p{L}\p{N}]/u.test(haystack[position - 1]!);
    rank += position + (startsWord ? 0 : 1000);
  }
  return rank;
}
