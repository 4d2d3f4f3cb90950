import type { Json } from "../canonical.ts";

/** One entity of an RO-Crate's metadata: JSON-LD, flattened. */
export interface Entity {
  readonly "@id": string;
  readonly "@type": string | readonly string[];
  readonly [property: string]: Json;
}

const MEDIA: Readonly<Record<string, string>> = {
  json: "application/json",
  lock: "application/json",
  svg: "image/svg+xml",
  png: "image/png",
  pdf: "application/pdf",
  npy: "application/x-npy",
  csv: "text/csv",
  parquet: "application/vnd.apache.parquet",
  html: "text/html",
  md: "text/markdown",
  js: "text/javascript",
  cff: "text/yaml",
  ts: "text/typescript",
};

/** A path of the crate as a relative address. */
export function uri(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** The path that a relative address stands for. */
export const decodedPath = (id: string): string => decodeURIComponent(id);

/** By the ending of a file's name. */
export function mediaType(path: string): string {
  return MEDIA[path.slice(path.lastIndexOf(".") + 1)] ??
    (/\.[a-z]+$/.test(path) ? "application/octet-stream" : "text/plain");
}
