/** Keeps the values that were asked for last, by key. */
export class Latest<Value> {
  readonly #values = new Map<string, Promise<Value>>();

  constructor(private readonly most: number) {}

  /** The value of a key, made where it is not kept. One that could not be made is not kept. */
  async get(key: string, make: () => Promise<Value>): Promise<Value> {
    const value = this.#values.get(key) ?? make();
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.most) this.#values.delete(this.#values.keys().next().value!);
    try {
      return await value;
    } catch (error) {
      this.#values.delete(key);
      throw error;
    }
  }
}
