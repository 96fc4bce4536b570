/** What is wrong with a text that should be JSON, with its line where the engine tells the place. */
export function jsonProblem(text: string, error: Error): string {
  const position = /position (\d+)/.exec(error.message);
  const reason = error.message.replace(/ in JSON at position.*$/, '').replace(/^JSON\.parse: /, '');
  if (position === null) return `Not JSON yet: ${reason}.`;
  const before = text.slice(0, Number(position[1])).split('\n');
  return `Not JSON yet: ${reason}, line ${before.length}, column ${before.at(-1)!.length + 1}.`;
}
