import { labFile } from "../../lab.ts";
import { element } from "./dom.js";

const arrived = new Map();

/** The weights of a network, base64: in the page, or in a file beside it, a script that hands them over. */
export async function weightsOf({ name, weights }) {
  if (weights !== undefined) return weights;
  if (!arrived.has(name)) await load(labFile(name));
  return arrived.get(name);
}

function load(src) {
  globalThis.labWeights = (name, weights) => arrived.set(name, weights);
  return new Promise((resolve, reject) => {
    const script = element("script", { src });
    script.onload = resolve;
    script.onerror = () => {
      reject(new Error(`Cannot read "${src}": expected it in the folder of this page`));
    };
    document.head.append(script);
  });
}
