import { button, dialog, element, panels } from "./dom.js";

/**
 * Lets a panel be enlarged, with its caption, files and values. The drawing itself moves into the dialog and
 * back, and so do its files: ids stay unique.
 */
export function enlarging() {
  const { made, title, body, tools } = dialog("enlarged");
  const about = element("div", {
    class: "about",
    tabindex: "0",
    role: "region",
    "aria-label": "Caption",
  });
  made.append(about);
  document.documentElement.classList.add("live"); // files of panels are in the dialog
  let shown, fitting, scale = 1;
  const zoom = (factor) => {
    scale = Math.min(8, Math.max(1, scale * factor));
    shown.drawing.style.width = `${scale * fitting}px`;
  };
  tools.append(button("Smaller", () => zoom(1 / 1.5)), button("Larger", () => zoom(1.5)));
  const open = (each) => {
    if (made.open) return;
    shown = each;
    const { panel, drawing, caption, files } = each;
    title.textContent = each.title;
    panel.style.minHeight = `${panel.offsetHeight}px`;
    body.replaceChildren(drawing);
    tools.append(files);
    about.replaceChildren(caption.querySelector("p").cloneNode(true));
    made.showModal();
    fitting = fittingWidth(body, drawing);
    scale = 1;
    zoom(1);
  };
  made.addEventListener("close", () => {
    const { panel, drawing, caption, files } = shown;
    drawing.style.width = "";
    panel.style.minHeight = "";
    panel.prepend(drawing);
    caption.append(files);
  });
  made.addEventListener("keydown", ({ key }) => {
    if (key === "+") zoom(1.5);
    if (key === "-") zoom(1 / 1.5);
  });
  for (const each of panels()) {
    const { panel } = each;
    panel.addEventListener("click", () => open(each));
    const opener = button("+", () => open(each));
    opener.className = "open";
    opener.setAttribute("aria-label", `Enlarge ${each.title}`);
    opener.title = "Enlarge: caption, values, files";
    panel.append(opener);
  }
  foldCaptions();
}

/** On a phone the drawings come first. */
function foldCaptions() {
  if (!matchMedia("(max-width: 40rem)").matches) return;
  for (const captions of document.querySelectorAll(".captions")) captions.open = false;
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
