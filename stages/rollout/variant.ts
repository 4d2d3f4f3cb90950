import { adaptingVanilla } from "../../lib/networks/adaptation.ts";
import type { Architecture } from "../../lib/networks/architecture.ts";
import { withMomentum } from "../../lib/networks/momentum.ts";
import type { RolloutVariant } from "../configuration/parameters/rollout_variant.ts";
import type { PhaseVariant } from "../networks/phase.ts";

interface Parameters {
  readonly network: { readonly alpha: number };
  readonly variant: RolloutVariant;
}

/** A network as the variant has it run. Throws for a GRU with adaptation. */
export function phaseVariant(
  { network: { alpha }, variant }: Parameters,
  architecture: Architecture,
): PhaseVariant {
  const { fluctuations, friction, adaptation: strength, adaptationTime: timeConstant } = variant;
  const isVanilla = architecture.shapes.some(({ name }) => name === "w_rec.weight");
  if (strength > 0 && !isVanilla) {
    throw new Error("Cannot run a GRU with adaptation: it is defined for the vanilla network");
  }
  const adapting = strength > 0
    ? adaptingVanilla(architecture.sizes, alpha, { strength, timeConstant })
    : architecture;
  return { network: friction < 1 ? withMomentum(adapting, friction) : adapting, fluctuations };
}
