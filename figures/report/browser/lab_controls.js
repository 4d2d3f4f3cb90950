import { numberText } from "./dom.js";

/** The form of the laboratory (figures/lab.ts): what is set in it, and what fits a network. */
export function labControls() {
  const get = (name) => document.getElementById(`lab-${name}`);
  const [law, factor, start, first, second, seed, friction, adaptation] = [
    ...["law", "factor", "start", "first", "second", "seed", "friction", "adaptation"].map(get),
  ];
  const phases = [...document.querySelectorAll("input[name='lab-phase']")];
  const phase = () => phases.find(({ checked }) => checked).value;
  let data, was = phase();
  /** The run's own factor, which need not be one of the slider's, and where that stands for it. */
  let own;
  const setFactor = (exact) => {
    factor.value = String(exact);
    own = { exact, shown: factor.value };
    show(factor, exact);
  };
  const factorNow = () => factor.value === own.shown ? own.exact : Number(factor.value);
  const showStart = () => {
    first.closest(".place").hidden = start.value === "stored";
  };
  factor.addEventListener("input", () => show(factor, factorNow()));
  for (const input of [friction, adaptation]) {
    input.addEventListener("input", () => show(input, Number(input.value)));
  }
  start.addEventListener("change", showStart);
  // A phase comes with the noise that the run has for it, unless another was set.
  for (const input of phases) {
    input.addEventListener("input", () => {
      if (data === undefined) return;
      if (factorNow() === data.factors[was]) setFactor(data.factors[phase()]);
      was = phase();
    });
  }
  return {
    /** What changes the run on the way, and what only a new one takes up. */
    live: [...phases, law, factor],
    atStart: [start, first, second, seed, friction, adaptation],
    settings: () => ({
      phase: phase(),
      law: law.value,
      factor: factorNow(),
      seed: Math.max(0, Math.round(Number(seed.value))),
      place: start.value === "stored" ? undefined : [Number(first.value), Number(second.value)],
      friction: Number(friction.value),
      adaptation: adaptation.disabled ? 0 : Number(adaptation.value),
    }),
    /** Sets what a network has of its own: the noise of its training, its seed, its coordinates. */
    fit(network) {
      data = network;
      was = phase();
      const isSpatial = data.task === "spatial";
      if (data.noise.law !== "none") law.value = data.noise.law;
      setFactor(data.factors[phase()]);
      seed.value = String(data.seed);
      adaptation.disabled = data.cell === "gru";
      start.value = "stored";
      [first.value, second.value] = ["0", "0"];
      get("first-name").textContent = isSpatial ? "x (m)" : "bearing (rad)";
      second.closest("label").hidden = !isSpatial;
      showStart();
    },
    startAt([x, y = 0]) {
      start.value = "place";
      [first.value, second.value] = [x, y].map((value) => value.toFixed(2));
      showStart();
    },
  };
}

function show({ id }, value) {
  document.querySelector(`output[for="${id}"]`).textContent = numberText(value, 3);
}
