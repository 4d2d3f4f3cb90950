import { encodeClaims } from "../../lib/results/claims.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { weighAll } from "../claims/weigh_all.ts";
import { claims } from "./criteria.ts";
import { readMeasurements } from "./measurements.ts";
import type { weighBeyond } from "./stage.ts";

export async function run(action: ActionOf<typeof weighBeyond>): Promise<void> {
  const measurements = await readMeasurements(action);
  const weighed = weighAll(claims, measurements, action.parameters.protocol);
  await action.write("claims", encodeClaims(weighed));
}
