/** A square canvas that is drawn on in CSS pixels, sharp on any screen. */
export class Surface {
  #colours = new Map();

  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.refresh();
  }

  /** Takes up its size and the page's colours, which take long to ask for. */
  refresh() {
    const { canvas, context } = this;
    this.side = canvas.clientWidth;
    canvas.width = canvas.height = Math.round(this.side * devicePixelRatio);
    context.scale(devicePixelRatio, devicePixelRatio);
    const style = getComputedStyle(canvas);
    this.fontFamily = style.fontFamily;
    for (const name of ["--ink", "--soft", "--line", "--plate"]) {
      this.#colours.set(name, style.getPropertyValue(name));
    }
  }

  getPropertyValue(name) {
    return this.#colours.get(name);
  }

  /** Clears it; gives scales that put -1 to 1 inside the margins. */
  begin({ left, right, top, bottom }) {
    const { context, side } = this;
    context.globalAlpha = 1;
    context.clearRect(0, 0, side, side);
    context.font = `12px ${this.fontFamily}`;
    const x = (value) => left + (1 + value) * (side - left - right) / 2;
    const y = (value) => top + (1 - value) * (side - top - bottom) / 2;
    return { context, x, y };
  }
}
