import { button, dialog, element, panels, read, table } from "./dom.js";
import { lineage } from "./lineage.js";

/** From a figure to its action, and from each action to those that it needs. */
export function provenance() {
  const records = new Map((read("provenance") ?? []).map((record) => [record.action, record]));
  if (records.size === 0) return;
  const { made, title, body } = dialog("provenance-dialog");
  const show = (name) => {
    const record = records.get(name);
    title.textContent = name;
    body.replaceChildren(
      facts(record),
      table("Parameters", ["parameter", "value"], leaves(record.parameters)),
      inputs(record, show),
      record.inputs.length === 0 ? "" : lineage(records, name, show),
      digests(record),
    );
    body.scrollTop = 0;
    if (!made.open) made.showModal();
    title.focus();
  };
  const plates = [...document.querySelectorAll(".sheet[data-action]")]
    .map((sheet) => ({ action: sheet.dataset.action, files: sheet.querySelector(".files") }));
  const drawn = panels().map(({ panel, files }) => ({ action: panel.dataset.action, files }));
  for (const { action, files } of [...plates, ...drawn]) {
    if (records.has(action)) files.append(button("Provenance", () => show(action)));
  }
}

function facts({ stage, started, seconds, origin }) {
  return table("Execution", [], [
    ["stage", stage],
    ["origin", origin],
    ["started", started],
    ["duration", `${seconds.toFixed(2)} s`],
  ]);
}

/** What the results can be checked by; few readers do. */
function digests({ key, code, numerics, outputs }) {
  const arithmetic = Object.entries(numerics).map((
    [kind, digest],
  ) => [`arithmetic: ${kind}`, digest]);
  const rows = [
    ["action key", key],
    ["code", code],
    ...arithmetic,
    ...outputs.map(([output, digest]) => [`output: ${output}`, digest]),
  ];
  return element(
    "details",
    {},
    element("summary", {}, "Digests (SHA-256)"),
    table("", ["of", "SHA-256"], rows),
  );
}

function* flatten(value, path) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    yield [path, typeof value === "object" ? JSON.stringify(value) : String(value)];
  } else {
    for (const [name, item] of Object.entries(value)) {
      yield* flatten(item, path === "" ? name : `${path}.${name}`);
    }
  }
}

const leaves = (parameters) => [...flatten(parameters, "")];

function inputs({ inputs }, show) {
  if (inputs.length === 0) return element("p", {}, "It needs nothing: this is a root.");
  const items = inputs.map(([input, action, output]) =>
    element("li", {}, `${input}: ${output} of `, button(action, () => show(action)))
  );
  return element("div", {}, element("h3", {}, "Inputs"), element("ul", {}, ...items));
}
