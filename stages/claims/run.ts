import { encodeClaims } from "../../lib/results/claims.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import { claims } from "./criteria.ts";
import { readMeasurements } from "./measurements.ts";
import type { weighClaims } from "./stage.ts";
import { weighAll } from "./weigh_all.ts";

export async function run(action: ActionOf<typeof weighClaims>): Promise<void> {
  const measurements = await readMeasurements(action);
  const weighed = weighAll(claims, measurements, action.parameters.protocol);
  await action.write("claims", encodeClaims(weighed));
}
