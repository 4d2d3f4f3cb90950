import { read } from "./dom.js";
import { KernelEngine } from "../../../lib/tensor/kernel_engine.ts";
import { activeAxes } from "./lab_axes.ts";
import { labControls } from "./lab_controls.js";
import { labViews, placeAt } from "./lab_draw.js";
import { bytesIn, openNetwork } from "./lab_network.ts";
import { LabRun } from "./lab_run.ts";
import { describeRun, howComputed, labTexts } from "./lab_text.js";
import { weightsOf } from "./lab_weights.js";

/** The laboratory: networks of the run, run in the page by the code of lib/. */
export function laboratory() {
  const networks = read("lab-data");
  if (networks === null || !canRun()) return;
  document.getElementById("lab").hidden = false;
  document.getElementById("lab-without").hidden = true;
  const lab = new Laboratory(networks);
  lab.choose();
}

/** Whether there is WebAssembly, with SIMD. */
function canRun() {
  try {
    return new KernelEngine().kernels !== undefined;
  } catch {
    return false;
  }
}

const get = (name) => document.getElementById(`lab-${name}`);

class Laboratory {
  #networks;
  #controls = labControls();
  #canvases = ["room", "plane", "cells", "now", "active"].map(get);
  #views = labViews(this.#canvases);
  /** The network in use, and its run; undefined until there is one, or if it failed. */
  #network;
  #run;
  #activeShares = [];
  #playing = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  #visible = false;
  #scheduled = false;
  /** Steps, or parts of one, that are due. */
  #due = 0;

  constructor(networks) {
    this.#networks = networks;
    this.#listen();
    this.#showPlaying();
  }

  /** Takes the network that is chosen. */
  async choose() {
    const chosen = this.#networks[Number(get("network").value)];
    this.#run = undefined;
    try {
      const weights = await weightsOf(chosen);
      if (chosen !== this.#networks[Number(get("network").value)]) return; // another one by now
      const network = openNetwork(chosen, weights);
      this.#network = { ...network, axes: network.axes ?? activeAxes(network) };
      this.#activeShares = bytesIn(chosen.active?.shares ?? "");
      this.#controls.fit(chosen);
      get("says").dataset.network = get("network").value;
      this.restart();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Runs it from the start. */
  restart() {
    if (this.#network === undefined) return;
    try {
      this.#run = new LabRun(this.#network, this.#controls.settings());
      get("how").textContent = howComputed(this.#run);
      this.#changed();
    } catch (error) {
      this.#fail(error);
    }
  }

  #listen() {
    const { live, atStart } = this.#controls;
    for (const input of live) input.addEventListener("input", () => this.#change());
    for (const input of atStart) input.addEventListener("change", () => this.restart());
    get("network").addEventListener("change", () => this.choose());
    get("play").addEventListener("click", () => this.#play(!this.#playing));
    get("reset").addEventListener("click", () => this.restart());
    get("step").addEventListener("click", () => {
      this.#play(false);
      this.#advance(1);
      this.#changed();
    });
    get("room").addEventListener("click", ({ target, clientX, clientY }) => {
      if (this.#network === undefined) return;
      this.#controls.startAt(placeAt(target, this.#network, clientX, clientY));
      this.restart();
    });
    get("csv").addEventListener("click", ({ target }) => {
      URL.revokeObjectURL(target.href);
      const text = this.#run?.csv() ?? "";
      target.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    });
    const redraw = () => {
      this.#views.refresh();
      this.#draw();
    };
    new ResizeObserver(redraw).observe(document.querySelector(".lab-views"));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    new IntersectionObserver(([{ isIntersecting }]) => {
      this.#visible = isIntersecting;
      this.#schedule();
    }).observe(document.querySelector(".lab-views"));
  }

  /** Goes on under other conditions. */
  #change() {
    this.#run?.change(this.#controls.settings());
    this.#changed();
  }

  #play(playing) {
    this.#playing = playing;
    this.#showPlaying();
    this.#changed();
    this.#schedule();
  }

  #showPlaying() {
    get("play").textContent = this.#playing ? "Pause" : "Play";
    get("play").setAttribute("aria-pressed", String(this.#playing));
  }

  #schedule() {
    if (this.#scheduled || !this.#playing || !this.#visible) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.#due += Number(get("speed").value);
      const whole = Math.floor(this.#due);
      this.#due -= whole;
      this.#advance(whole);
      this.#draw();
      this.#schedule();
    });
  }

  #advance(steps) {
    try {
      for (let i = 0; i < steps; i++) this.#run?.advance();
    } catch (error) {
      this.#run = undefined;
      this.#fail(error);
    }
  }

  #draw() {
    const run = this.#run;
    if (run === undefined) return;
    this.#views.draw(run, this.#controls.settings().phase, this.#activeShares);
    get("says").textContent = describeRun(run, this.#controls.settings());
    const texts = labTexts(run);
    for (const [name, text] of Object.entries(texts)) get(`${name}-text`).textContent = text;
  }

  /** Draws what is new, and has it read out: not each step, only what a reader did. */
  #changed() {
    this.#draw();
    if (this.#run === undefined) return;
    const going = this.#playing ? "Running" : "Paused";
    get("status").textContent = `${going}: ${get("says").textContent}`;
  }

  #fail(error) {
    this.#play(false);
    get("says").textContent =
      get("status").textContent =
        `${error.message}. Reset, or choose another.`;
  }
}
