import { readNpy } from "../../lib/files/npy.ts";
import { encodeBearingDistances } from "../../lib/results/bearing_distances.ts";
import { circularWasserstein } from "../../lib/stats/circular_wasserstein.ts";
import { quiescentWindows, trajectoryWindow } from "../../lib/stats/trajectory_window.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { bearingDistances } from "./stage.ts";

export async function run(action: ActionOf<typeof bearingDistances>): Promise<void> {
  const { seed, bias, early } = action.parameters;
  const read = async (input: "active" | "again" | "frozen" | "quiescent") =>
    readNpy(await action.read(input), Float32Array, [null, null]);
  const active = await read("active"), quiescent = await read("quiescent");
  const windows = quiescentWindows(quiescent.shape[1]!, early); // the reader has checked the extents
  const from = ({ data }: { readonly data: Float32Array }) =>
    circularWasserstein(data, active.data);
  await action.write(
    "distances",
    encodeBearingDistances({
      seed,
      bias,
      all: from(quiescent),
      early: from(trajectoryWindow(quiescent, windows.early)),
      late: from(trajectoryWindow(quiescent, windows.late)),
      again: from(await read("again")),
      frozen: from(await read("frozen")),
    }),
  );
}
