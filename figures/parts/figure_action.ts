import type { RunningAction } from "../../pipeline/running_action.ts";

export type FigureOutput = "svg" | "png";
export type FigureAsset = "resvg.wasm" | "DejaVuSans.ttf" | "DejaVuSans-Bold.ttf";

/** The action that draws one panel. */
export type FigureAction<Parameters, Input extends string> = RunningAction<
  Parameters,
  Input,
  FigureOutput,
  FigureAsset
>;

/** For panels without parameters, or without inputs. */
export type NoParameters = Readonly<Record<never, never>>;
export type NoInput = never;
