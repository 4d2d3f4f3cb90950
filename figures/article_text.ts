// The text of the page. What stands in braces depends on the run: article_words.ts says it.

/** A piece of a part: a paragraph, HTML, or what the run has of these figures or claims. */
export type Block =
  | string
  | { readonly html: string }
  /** `lead`: the paragraph before them, if there are any. */
  | { readonly figures: readonly string[]; readonly lead?: string }
  | { readonly claims: readonly number[]; readonly lead?: string };

/** A part of the text. */
export interface ArticlePart {
  readonly id: string;
  readonly title: string;
  /** In the contents of the page. */
  readonly name: string;
  /** Told even where the run has neither a figure nor a claim of it. */
  readonly always?: boolean;
  readonly blocks: readonly Block[];
}

/** In the order in which they are told, which is that of the paper's figures. */
export const articleParts: readonly ArticlePart[] = [
  {
    id: "question",
    title: "Why would a network replay?",
    name: "Question",
    always: true,
    blocks: [
      `When an animal rests or sleeps, place cells of its hippocampus fire again in patterns that they had
      while it ran about. It does not move, and nothing that it sees drives them. Such <em>reactivation</em>
      is known in other cells, too, head direction cells among them. What does a network of neurons need for
      it?`,
      `Krishna and colleagues give a short answer. The network is noisy, and it has learned to follow a
      variable of the world from the changes of that variable alone, as one keeps track of where one is in
      the dark by one’s own steps. To do that well it has to take its noise back out again. Switch the input
      off, and taking noise out is all that is left to do: the network should drift through the states of
      its active life, each about as often as it was visited then. Nothing is built in for replay, and no
      sequence is stored.`,
      `This page runs their experiments again from the first random number, tests each of their claims
      against a criterion fixed beforehand, and asks what else could look like reactivation. Throughout,
      <span class="active">blue is activity</span>, with the input on, and
      <span class="quiescent">red is quiescence</span>, with the input off. {howToRead}`,
    ],
  },
  {
    id: "task",
    title: "The task",
    name: "Task",
    always: true,
    blocks: [
      `An animal runs about a box of {boxWidth} by {boxHeight}. The network is told where the run begins, and
      from then on only how the animal moves: its velocity, every {timeStep}. In each step it is to give
      the activity of {placeCells} place cells. Each of them is most active when the animal is at a place of
      the cell’s own, and less so the farther away the animal is (a Gaussian of width {cellWidth}). {decodedFrom} is the <em>decoded position</em>.`,
      { html: "{scene}" },
      `The input does not tell where the animal is. That has to be kept, from step to step, in the activity
      of {units} recurrent units. {unitsAreNoisy}`,
      `Then the input is switched off. The network is put at a start and left to itself: its cells and
      weights are as they were, the velocity is zero, and {quiescentNoise}.`,
    ],
  },
  {
    id: "learning",
    title: "What the network has to learn",
    name: "Learning",
    always: true,
    blocks: [
      `Two things spoil the answer of the network from one step to the next: the animal has moved, and noise
      has pushed the state <i>r</i> of the units aside. If a step makes up for both as well as a single step
      can, it is a sum of two terms (eq. 18 of the paper):`,
      {
        html:
          `<div class="equation" role="math" aria-label="Delta r is sigma squared times the gradient of log p
of r, plus the pseudoinverse of D times f prime of s times Delta s">
<span>Δ<i>r</i> =</span>
<span>σ² ∇ log <i>p</i>(<i>r</i>)<small>takes noise out: towards states<br>that are more probable</small></span>
<span>+</span>
<span><i>D</i>⁺ <i>f</i>′(<i>s</i>) Δ<i>s</i><small>follows the input: moves the output<br>as the animal moves</small></span>
</div>`,
      },
      `Here <i>p</i>(<i>r</i>) says how often the active, noisy network is in a state, σ² is the variance of
      the noise, <i>s</i> the position, <i>f</i>(<i>s</i>) the activity of the cells there, and <i>D</i> the
      output weights. Only the second term needs the input. Without it, the network climbs towards probable
      states while noise pushes it about. If the noise has twice its variance, that is Langevin sampling
      (eq. 19): in the long run each state is visited as often as <i>p</i>(<i>r</i>) says.`,
      `So much for the theory. The networks were never told of it. They learn by gradient descent to give the
      activity of the cells, from {batches} batches of {batchSize} walks of {trainingSteps} steps. {error}`,
      { claims: [1] },
      {
        claims: [14, 15, 16, 17],
        lead:
          `Whether trained networks make the two terms of this update their own can be measured. The
          paper does not, and the test is hard: a leak that every network has takes noise out, too.`,
      },
    ],
  },
  {
    id: "offline",
    title: "The input is switched off",
    name: "Input off",
    blocks: [
      `Left alone for {quiescentSteps} steps, does the network do what it did with its input? {laboratory}`,
      {
        figures: ["1"],
        lead:
          `Figure 1 shows one network in both phases: the paths that it says it takes ({Fig. 1d}, e), its
          states on the two leading components of activity ({Fig. 1f}, g), and where it spends its time
          ({Fig. 1h} to k).`,
      },
      "{explained}",
      { claims: [2, 3, 4, 5] },
    ],
  },
  {
    id: "experience",
    title: "Another experience, another replay",
    name: "Experience",
    blocks: [
      `If a network goes back to its own experience, another experience has to give another replay. Networks
      of a second kind (<i>B</i>, for biased) were trained on walks that are drawn to {anchor};
      left alone, they should be found there. {Fig. 2e} sets each quiescent distribution of positions against
      each active one by the Kullback-Leibler divergence, which is small where the one could be taken for the
      other. It should be smallest for a network’s own activity.`,
      { figures: ["2"] },
      { claims: [6, 7] },
    ],
  },
  {
    id: "head-direction",
    title: "Another variable",
    name: "Head direction",
    blocks: [
      `Nothing in the argument is about places. Networks of {headDirectionUnits} units were also trained to
      follow the direction of a head from its turns, and to give the activity of {headDirectionCells} head
      direction cells, whose preferred directions go round the circle. Their states should lie on a ring,
      with input and without.`,
      { figures: ["3"] },
      { claims: [12] },
    ],
  },
  {
    id: "doubling",
    title: "Does it take more noise?",
    name: "More noise",
    blocks: [
      "The theory asks for twice the variance of the noise in quiescence.",
      {
        figures: ["C.1"],
        lead:
          `Figure C.1 shows the networks of Figures 1 and 2 with the noise as it was in training.`,
      },
      { claims: [10, 18] },
    ],
  },
  {
    id: "gru",
    title: "Another kind of network",
    name: "GRUs",
    blocks: [
      `In gated recurrent units (GRUs) the update has another form: gates decide how much of the state is
      kept. Networks of them were trained on the same task. In their quiescence, {gruNoise}.`,
      { figures: ["C.2"] },
      { claims: [11] },
    ],
  },
  {
    id: "training-noise",
    title: "Is it the noise in training?",
    name: "Training noise",
    blocks: [
      `A network that has never met noise had no reason to learn to take it out. So networks that trained
      without it are left alone, too: once without noise, and once with noise put in.`,
      { figures: ["C.3", "C.4"] },
      { claims: [8, 9] },
    ],
  },
  {
    id: "direction",
    title: "Does replay keep a direction?",
    name: "Direction",
    blocks: [
      `A network that has met turns to one side only could come back to the turning, or only to the
      directions that it has met.`,
      { figures: ["C.5"] },
      { claims: [13] },
    ],
  },
  {
    id: "meaning",
    title: "What it means, and what it does not",
    name: "Meaning",
    always: true,
    blocks: [
      "{worth}",
      `Where claims hold, they say that noise and a task of this kind are <em>sufficient</em>: that nothing
      else has to be built in. They do not say that brains reactivate for this reason, that it is of use to
      them, or that nothing else leads there.`,
      "And distributions that match are not yet replay. Other things look like it.",
      `<strong>The start.</strong> Quiescence begins where activity may be. A network that forgets its start
      slowly, or does nothing at all, is found where activity is found.`,
      { claims: [19] },
      `<strong>Fading.</strong> In a long quiescence activity may die down. The largest output is then hardly
      that of a place any more, and the decoded position jumps about: all of the box is visited, and nothing
      replayed.`,
      {
        figures: ["S"],
        lead:
          `Figure S1 watches how large the outputs are, and how often a step is longer than any in
          activity.`,
      },
      `<strong>The measure.</strong> A divergence rests on how densities are estimated from samples.`,
      { claims: [20] },
      `<strong>The pace.</strong> The theory says which states come back, not how fast, nor in which order.`,
      { claims: [21, 22] },
      "{law}",
    ],
  },
];
