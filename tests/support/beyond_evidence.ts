/** Windows of the measures that claims beyond the paper are weighed by. */
export const windows = {
  updateSpectrum: "states",
  kicks: "kicks",
  gain: "inputs",
  noiseFactor: { early: "quiescent steps 0 to 100", late: "steps 200 to 400" },
  distances: "all steps",
  replay: { early: "quiescent steps 0 to 100", late: "steps 200 to 400" },
};

/** The inputs of the action that weighs them, of nothing: a test puts in what its claims take. */
export const nothing = {
  updateSpectrum: [],
  kicks: [],
  gain: [],
  noiseFactor: [],
  distances: [],
  divergence: [],
  memory: [],
  replay: [],
};
