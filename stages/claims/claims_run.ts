import { encodeJson } from "../../lib/files/json.ts";
import type { ActionOf } from "../../pipeline/stage.ts";
import type { weighClaims } from "./claims.ts";
import { claims } from "./criteria.ts";
import { readMeasurements } from "./measurements.ts";
import { weigh } from "./verdict.ts";

export async function run(action: ActionOf<typeof weighClaims>): Promise<void> {
  const measurements = await readMeasurements(action);
  const { protocol } = action.parameters;
  const weighed = claims.map(({ number, statement, measures }) => ({
    number,
    statement,
    protocols: measures.map(({ measure, value, criterion, paper, window }) => ({
      protocol,
      measure,
      ...weigh(value(measurements), criterion, number),
      ...(paper === undefined ? {} : { paper }),
      ...(window === undefined ? {} : { window: window(measurements.windows) }),
    })),
  }));
  await action.write("claims", encodeJson(weighed));
}
