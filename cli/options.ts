import { InvalidArgumentError } from "commander";
import { parseBytes, parseDuration } from "../pipeline/amount.ts";
import type { PerformerOptions } from "./performer.ts";

export interface Options extends PerformerOptions {
  readonly profile?: string;
  readonly protocol: string;
  readonly seeds?: string;
  readonly only?: string;
  readonly set: readonly string[];
  readonly sweep?: readonly string[];
  readonly experiment?: string;
  readonly engine?: string;
  readonly blas?: string;
  readonly cache?: string;
  readonly out?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly watch?: boolean;
  readonly remoteCache?: string;
  readonly remoteUpload?: boolean;
  readonly insecure?: boolean;
  readonly signKey?: string;
  readonly trustedKeys?: string;
  readonly shareAdopted?: boolean;
  /** False with --no-adopted. */
  readonly adopted: boolean;
  /** Set by --watch for the runs that it starts: the page then shows changes by itself. */
  readonly live?: boolean;
}

export interface VerifyOptions extends Options {
  readonly sample?: number;
  readonly seed?: number;
  readonly updateExpected?: boolean;
}

export interface AdoptOptions extends Options {
  readonly batches: number;
}

export interface StatusOptions extends Options {
  readonly why?: boolean;
}

export interface GraphOptions extends Options {
  readonly format: "mermaid" | "dot" | "svg";
  readonly actions?: boolean;
}

export interface ExportOptions extends Options {
  readonly out: string;
}

export interface ImportOptions {
  readonly cache?: string;
  readonly trustedKeys?: string;
}

export interface CacheOptions {
  readonly cache?: string;
  readonly size?: number;
  readonly age?: number;
  readonly dryRun?: boolean;
}

export function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("expected a whole number");
  return Number(text);
}

export function size(text: string): number {
  const bytes = parseBytes(text);
  if (bytes === undefined) throw new InvalidArgumentError("expected a size, as 500MB or 2GB");
  return bytes;
}

export function age(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === undefined) throw new InvalidArgumentError("expected a time, as 12h or 30d");
  return seconds;
}

export function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError("expected a positive number");
  return Number(text);
}

export function threads(text: string): number {
  if (!/^[1-8]$/.test(text)) throw new InvalidArgumentError("expected a number from 1 to 8");
  return Number(text);
}
