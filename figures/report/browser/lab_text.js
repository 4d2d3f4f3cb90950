import { numberText } from "./dom.js";
import { AXES_STEPS } from "./lab_axes.ts";

/** What a run computes: "Step 412, quiescent, noise variance × 2." */
export function describeRun({ step, network, settings: { place } }, set) {
  const { phase, factor, law, friction, adaptation } = set;
  const { data: { training } } = network;
  const noise = factor === 0 ? "no noise" : `${law} noise, variance × ${numberText(factor, 3)}` +
    (training === "noiseless" ? " that of the noisy networks" : "");
  const parts = [
    `Step ${step}`,
    phase,
    noise,
    ...place === undefined ? [] : [`all from ${placeText(place, network.data)}`],
    ...friction < 1 ? [`momentum with λ = ${numberText(friction, 3)}`] : [],
    ...adaptation > 0 ? [`adaptation with b = ${numberText(adaptation, 3)}`] : [],
  ];
  return `${parts.join(", ")}.`;
}

function placeText([x, y], { task }) {
  const [first, second] = [x, y].map((value) => numberText(value, 3));
  return task === "spatial" ? `x = ${first} m and y = ${second} m` : `${first} rad`;
}

/** What stands under the drawings, and changes. */
export function labTexts({ density, truth, network: { data } }) {
  const isRoom = data.task === "spatial";
  const many = (count) => `${count.toLocaleString("en-GB")} ${isRoom ? "positions" : "bearings"}`;
  return {
    room: `Mean of the cells’ ${isRoom ? "places" : "directions"}, weighted by their activity. ` +
      (isRoom ? "" : "On the ring now, inside it before. ") +
      (truth === undefined ? "" : "Open ring: where the first animal is. ") +
      "Click to start all there.",
    plane: data.pca === undefined
      ? `Of ${AXES_STEPS} active steps, run here: the run has none of this network.`
      : "Of its active phase, in the run.",
    cells: (isRoom ? "Place cells" : "Head direction cells") +
      " of the first trajectory, relative to the most active.",
    now: `${many(density.count)} since the phase began; ${isRoom ? "darker" : "higher"}: more.`,
    active: data.active === undefined
      ? "The run has no active phase of this network."
      : `${many(data.active.count)} of its active phase.`,
  };
}

/** How exact it is. */
export function howComputed({ fused, network: { data } }) {
  const kernels = "Computed in float32 by the WebAssembly kernels of the run, ";
  const from = "From the run’s starts and with its noise, seed " +
    `${data.seed}, quiescence is that of the run `;
  return fused
    ? `${kernels}with fused multiply-additions (relaxed SIMD). ${from}to the bit, where the processor has them.`
    : `${kernels}but without fused multiply-additions, which this browser lacks. ${from}to rounding, which
      grows with time: to the eye, for some 50 steps.`;
}
