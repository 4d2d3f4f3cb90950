import { button, dialog, element, numberText, panels } from "./dom.js";

/** Rows that are shown; the file has all. */
const SHOWN = 500;

/** The numbers that a figure draws, as a table and as a file: they are in its metadata (parts/values.ts). */
export function showingNumbers() {
  const { made, title, body, tools } = dialog("numbers");
  const link = element("a", {}, "Download as CSV");
  tools.append(link);
  const show = (panel, drawn) => {
    const { columns, rows } = tableOf(drawn);
    title.textContent = panel.dataset.title;
    const csv = [columns, ...rows].map((row) => row.map(field).join(",")).join("\r\n");
    URL.revokeObjectURL(link.href);
    link.href = URL.createObjectURL(new Blob([`${csv}\r\n`], { type: "text/csv" }));
    link.download = `${panel.id}.csv`;
    const more = rows.length - SHOWN;
    body.replaceChildren(
      rowsOf(columns, rows.slice(0, SHOWN)),
      more > 0 ? element("p", {}, `${more} more rows are in the CSV file.`) : "",
    );
    body.scrollTop = 0;
    made.showModal();
    title.focus();
  };
  for (const { panel, drawing, files } of panels()) {
    const drawn = [...drawing.querySelectorAll("metadata")]
      .map(({ textContent }) => JSON.parse(textContent));
    if (drawn.length > 0) files.append(button("Numbers", () => show(panel, drawn)));
  }
}

/** All that was drawn, one column a quantity; what a row does not have stays empty. */
export function tableOf(drawn) {
  const parts = drawn.map((each) =>
    each.grid ? gridRows(each.grid) : each.tracks ? trackRows(each.tracks) : seriesRows(each)
  );
  const columns = [...new Set(parts.flatMap(({ columns }) => columns))];
  const rows = parts.flatMap((part) => {
    const places = columns.map((column) => part.columns.indexOf(column));
    return part.rows.map((row) => places.map((place) => place < 0 ? "" : row[place]));
  });
  return { columns, rows };
}

function seriesRows({ name, columns, points }) {
  const rows = points.map(([, , ...values]) => name === "" ? values : [name, ...values]);
  return { columns: [...name === "" ? [] : ["series"], ...columns.map((c) => c || "what")], rows };
}

function gridRows({ name, shape: [width, height], x, y, maximum, roots }) {
  const bytes = Uint8Array.from(atob(roots), (letter) => letter.charCodeAt(0));
  const at = ([low, high], i, count) => digits(low + (high - low) * i / (count - 1), 4);
  const rows = Array.from(bytes, (root, i) => [
    at(x, Math.floor(i / height), width),
    at(y, i % height, height),
    digits(maximum * (root / 255) ** 2, 3),
  ]);
  return { columns: ["x", "y", name], rows };
}

function trackRows({ columns, trajectories, steps, values }) {
  const bytes = Uint8Array.from(atob(values), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  const next = () => digits(view.getFloat32(4 * at++, true), 6);
  const rows = trajectories.flatMap((trajectory) =>
    steps.map((step) => [trajectory, step, ...columns.map(next)])
  );
  return { columns: ["trajectory", "step", ...columns], rows };
}

const digits = (value, count) => Number(value.toPrecision(count));

/** A field of RFC 4180. */
const field = (value) =>
  /[",\r\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

function rowsOf(columns, rows) {
  const head = columns.map((column) => element("th", { scope: "col" }, column));
  const cells = (row) =>
    row.map((value) =>
      typeof value === "number"
        ? element("td", { class: "number" }, numberText(value, 6))
        : element("td", {}, value)
    );
  return element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows.map((row) => element("tr", {}, ...cells(row)))),
  );
}
