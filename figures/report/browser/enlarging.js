import { button, dialog } from "./dom.js";

/** Lets a figure be enlarged. The drawing itself moves into the dialog and back: ids stay unique. */
export function enlarging() {
  const { made, title, body, tools } = dialog("enlarged");
  let plate, drawing, values, files, fitting, scale = 1;
  const zoom = (factor) => {
    scale = Math.min(8, Math.max(1, scale * factor));
    drawing.style.width = `${scale * fitting}px`;
  };
  tools.append(button("Smaller", () => zoom(1 / 1.5)), button("Larger", () => zoom(1.5)));
  const open = (figure) => {
    plate = figure.querySelector(".plate");
    drawing = plate.querySelector("svg");
    files = figure.querySelector(".files");
    values = files.querySelector(".values");
    title.textContent = figure.querySelector("h3").textContent;
    plate.style.minHeight = `${plate.offsetHeight}px`;
    body.replaceChildren(drawing);
    if (values !== null) tools.append(values);
    made.showModal();
    fitting = fittingWidth(body, drawing);
    scale = 1;
    zoom(1);
  };
  made.addEventListener("close", () => {
    drawing.style.width = "";
    plate.style.minHeight = "";
    plate.append(drawing);
    if (values !== null) files.append(values);
  });
  made.addEventListener("keydown", ({ key }) => {
    if (key === "+") zoom(1.5);
    if (key === "-") zoom(1 / 1.5);
  });
  for (const figure of document.querySelectorAll("figure")) {
    figure.querySelector(".plate").addEventListener("click", () => open(figure));
    figure.querySelector(".files").append(button("Enlarge", () => open(figure)));
  }
}

/** The greatest width, px, with which all of a drawing is seen. */
function fittingWidth(body, drawing) {
  const style = getComputedStyle(body);
  const inside = (size, ...paddings) =>
    paddings.reduce((left, padding) => left - parseFloat(style[padding]), size);
  const width = inside(body.clientWidth, "paddingLeft", "paddingRight");
  const height = inside(body.clientHeight, "paddingTop", "paddingBottom");
  const box = drawing.viewBox.baseVal;
  return Math.floor(Math.min(width, height * box.width / box.height));
}
