/** A place in a text that moves on as pieces of it are taken. */
export class TextCursor {
  at = 0;

  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The character here; '' at the end. */
  get next(): string {
    return this.text.charAt(this.at);
  }

  /** Takes what a sticky pattern finds here; '' where it finds nothing. */
  take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  skipBlanks(): void {
    this.take(/\s*/y);
  }

  /** Takes what is between quotes, "" in it being one; to the end of the text where they are not closed. */
  takeQuoted(): { readonly words: string; readonly closed: boolean } {
    this.take(/"/y);
    const words = this.take(/(?:[^"]|"")*/y);
    return { words: words.replaceAll('""', '"'), closed: this.take(/"/y) !== '' };
  }
}
