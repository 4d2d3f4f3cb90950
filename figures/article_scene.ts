import { numberText, roundTicks } from "./parts/number_text.ts";
import { embeddedJson } from "./provenance.ts";

type Point = readonly [x: number, y: number];

/** One animal on one walk, and one network on it: what the article's picture of the task shows. */
export interface Scene {
  /** Extents of the box, m. */
  readonly box: readonly [width: number, height: number];
  /** s */
  readonly timeStep: number;
  /** Centres of the place cells, and their tuning width, m. */
  readonly cells: readonly Point[];
  readonly cellWidth: number;
  /** Where the animal is: at the start, then after each step, m. */
  readonly walk: readonly Point[];
  /** Its velocity in each step, m/s. */
  readonly velocity: readonly Point[];
  readonly active: ScenePhase;
  readonly quiescent: ScenePhase;
}

/** What the network says in each step of a phase. */
export interface ScenePhase {
  /** Its most active outputs: indices of the cells. */
  readonly winners: readonly (readonly number[])[];
  /** The position decoded from them, m. */
  readonly decoded: readonly Point[];
}

/** Quiescent steps that are shown, for each active one. */
const QUIESCENT_SHARE = 4;

/** Sides of the pictures, px, and the room below for the extent of the box. */
const ROOM = 400;
const FOOT = 18;
const INPUT = { width: 400, height: 210, left: 44, right: 8, top: 22, bottom: 38 } as const;

/**
 * The task as a picture that moves: one animal's walk, the cells, what the network says, and the input
 * that is switched off. Drawn here as it is at the end; figures/report/browser/scene.js moves it.
 */
export function sceneHtml(whole: Scene): string {
  const scene = { ...whole, quiescent: firstSteps(whole) };
  const { active, quiescent, box: [width, height], timeStep } = scene;
  const [driven, alone] = [active.decoded.length, quiescent.decoded.length];
  const last = driven + alone - 1;
  const said =
    `A walk of ${driven} steps of ${timeStep} s in a box of ${width} by ${height} m, the ` +
    `position that the network gives, and ${alone} steps with its input off`;
  return `<div class="scene" id="scene" role="group" aria-label="The task, step by step">
<div class="pictures">
${room(scene, said)}
<div>
${input(scene)}
<ul class="key">
<li><svg viewBox="-8 -8 16 16" aria-hidden="true"><circle class="animal" r="5"/></svg> the animal, and dashed its walk</li>
<li><svg viewBox="-8 -8 16 16" aria-hidden="true"><circle class="cell" r="5"/></svg> the activity asked of a place cell</li>
<li><svg viewBox="-8 -8 16 16" aria-hidden="true"><circle class="winner" r="5"/></svg> the network’s most active outputs</li>
<li><svg viewBox="-8 -8 16 16" aria-hidden="true"><circle class="position active" r="5"/></svg> their mean: the decoded position, <span class="active">active</span></li>
<li><svg viewBox="-8 -8 16 16" aria-hidden="true"><circle class="position quiescent" r="5"/></svg> and <span class="quiescent">quiescent</span></li>
<li><svg viewBox="-8 -8 16 16" aria-hidden="true"><path class="trace active" d="M-8,0H8"/></svg> velocity in x,
<svg viewBox="-8 -8 16 16" aria-hidden="true"><path class="trace active" d="M-8,0H8" stroke-dasharray="3 2"/></svg> in y</li>
</ul>
</div>
</div>
<div class="controls">
<button type="button" id="scene-play">Play</button>
<label>Step <input type="range" id="scene-step" min="0" max="${last}" value="${last}"></label>
<span id="scene-says"></span>
</div>
${
    embeddedJson("scene-data", {
      timeStep,
      tuning: scene.cellWidth * scaleOf(scene),
      winners: { active: active.winners, quiescent: quiescent.winners },
    })
  }</div>
`;
}

/** As much of quiescence as is shown. */
function firstSteps({ active, quiescent: { winners, decoded } }: Scene): ScenePhase {
  const steps = QUIESCENT_SHARE * active.decoded.length;
  return { winners: winners.slice(0, steps), decoded: decoded.slice(0, steps) };
}

/** Px a metre: the box and what lies outside it fit, with a margin. */
function scaleOf({ walk, active, quiescent, box: [width, height] }: Scene): number {
  const corner: Point = [width / 2, height / 2];
  const places = [corner, ...walk, ...active.decoded, ...quiescent.decoded];
  return ROOM / 2 / (1.06 * Math.max(...places.flat().map(Math.abs)));
}

function room(scene: Scene, said: string): string {
  const { cells, walk, active, quiescent, box: [width, height] } = scene;
  const scale = scaleOf(scene);
  const at = ([x, y]: Point): Point => [ROOM / 2 + scale * x, ROOM / 2 - scale * y];
  const line = (name: string, places: readonly Point[]) =>
    `<polyline class="${name}" points="${places.map(at).map(pixels).join(" ")}"/>`;
  const circle = (name: string, place: Point, radius: number) => {
    const [x, y] = at(place).map(px);
    return `<circle class="${name}" cx="${x}" cy="${y}" r="${radius}"/>`;
  };
  const [left, top] = at([-width / 2, height / 2]).map(px);
  const last = quiescent.winners.at(-1) ?? [];
  return `<svg class="room" viewBox="0 0 ${ROOM} ${ROOM + FOOT}" role="img" aria-label="${said}">
<rect class="wall" x="${left}" y="${top}" width="${px(width * scale)}" height="${
    px(height * scale)
  }"/>
<g>${cells.map((centre) => circle("cell", centre, 5)).join("")}</g>
${line("walk", walk)}
${line("path active", active.decoded)}
${line("path quiescent", quiescent.decoded)}
${circle("start", walk[0]!, 5)}
<g>${last.map((winner) => circle("winner", cells[winner]!, 6.5)).join("")}</g>
${circle("animal", walk.at(-1)!, 5)}
${circle("position quiescent", quiescent.decoded.at(-1)!, 5)}
${extent(left!, left! + width * scale, ROOM + 4, `${numberText(width, 1)} m`)}
</svg>`;
}

/** A line from `left` to `right` that says how long that is. */
function extent(left: number, right: number, y: number, text: string): string {
  return `<path class="axis" d="M${left},${y - 4}v8m0,-4H${px(right)}m0,-4v8"/>` +
    `<text class="extent" x="${px((left + right) / 2)}" y="${
      y + 4
    }" text-anchor="middle">${text}</text>`;
}

/** The two inputs over time: the velocity, then nothing. */
function input({ velocity, active, quiescent, timeStep }: Scene): string {
  const { width, height, left, right, top, bottom } = INPUT;
  const driven = active.decoded.length;
  const steps = driven + quiescent.decoded.length;
  const fastest = Math.max(...velocity.flat().map(Math.abs));
  const x = (step: number) => left + (width - left - right) * step / steps;
  const y = (value: number) => top + (height - top - bottom) * (1 - value / fastest) / 2;
  const traces = ([0, 1] as const).map((axis) => {
    const points = velocity.slice(0, driven).map((each, step) => pixels([x(step), y(each[axis])]));
    return `<polyline class="trace active" points="${points.join(" ")}"${
      axis === 0 ? "" : ' stroke-dasharray="3 2"'
    }/>`;
  });
  const off = px(x(driven));
  const foot = height - bottom;
  const ticks = roundTicks(0, steps * timeStep, 5).map((time) => {
    const at = px(x(time / timeStep));
    return `<path class="axis" d="M${at},${foot}v4"/><text x="${at}" y="${
      foot + 16
    }" text-anchor="middle">${numberText(time, Number.isInteger(time) ? 0 : 1)}</text>`;
  });
  const speeds = roundTicks(-fastest, fastest, 4).map((speed) =>
    `<path class="axis" d="M${left},${px(y(speed))}h-4"/><text x="${left - 7}" y="${
      px(y(speed) + 4)
    }" text-anchor="end">${numberText(speed, Number.isInteger(speed) ? 0 : 1)}</text>`
  );
  return `<svg class="input" viewBox="0 0 ${width} ${height}" role="img" aria-label="The velocity of the animal in x and y over time, and nothing once the input is off">
<path class="axis" d="M${left},${top}V${foot}H${width - right}"/>
${[...ticks, ...speeds].join("\n")}
<text x="${(left + width - right) / 2}" y="${height - 4}" text-anchor="middle">time (s)</text>
<text transform="translate(11,${
    (top + foot) / 2
  }) rotate(-90)" text-anchor="middle">input (m/s)</text>
${traces.join("\n")}
<path class="trace quiescent" d="M${off},${px(y(0))}H${width - right}"/>
<path class="axis" d="M${off},${top}V${foot}" stroke-dasharray="2 3"/>
<text x="${off}" y="${top - 8}" class="quiescent">input off, back at the start</text>
<path class="now" d="M${width - right},${top}V${foot}" data-from="${left}" data-to="${
    width - right
  }"/>
</svg>`;
}

const px = (value: number): number => Math.round(value * 10) / 10;
const pixels = (point: Point): string => point.map(px).join();
