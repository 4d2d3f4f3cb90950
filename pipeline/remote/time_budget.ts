/** Ends something when the time during which anybody waited, taken together, is over. */
export class TimeBudget {
  readonly #over: () => void;
  #left: number;
  #waiting = 0;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(limit: number, over: () => void) {
    this.#left = limit;
    this.#over = over;
  }

  /** Somebody waits, until it is disposed of. */
  begin(): Disposable {
    if (this.#waiting++ === 0) {
      this.#since = performance.now();
      this.#timer = setTimeout(this.#over, Math.max(0, this.#left));
    }
    return {
      [Symbol.dispose]: () => {
        if (--this.#waiting > 0) return;
        this.#left -= performance.now() - this.#since;
        clearTimeout(this.#timer);
      },
    };
  }
}
