import type { Face, FontMetrics } from '../drawing';

/** Metrics that measure nothing twice: laying out asks the same again and again, and shaping words takes time. */
export function remembered(metrics: FontMetrics): FontMetrics {
  return {
    has: remember((face: Face, text) => metrics.has(face, text)),
    width: remember((face: Face, text) => metrics.width(face, text)),
    capHeight: (face) => metrics.capHeight(face),
  };
}

function remember<Name extends string, Answer>(
  ask: (name: Name, text: string) => Answer,
): (name: Name, text: string) => Answer {
  const answers = new Map<Name, Map<string, Answer>>();
  return (name, text) => {
    let known = answers.get(name);
    if (known === undefined) answers.set(name, (known = new Map<string, Answer>()));
    let answer = known.get(text);
    if (answer === undefined) known.set(text, (answer = ask(name, text)));
    return answer;
  };
}
