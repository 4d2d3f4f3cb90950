import { Lock } from "../store/lock.ts";
import { checkMessage } from "./check_message.ts";
import { checkOutputs } from "./executor.ts";
import { makeScratch } from "./executor.ts";
import type { Execution, ExecutionHooks, Executor } from "./executor.ts";
import type { ExecutionMessage, ExecutionRequest } from "./messages.ts";
import { runAction } from "./run_action.ts";
import type { RunModule } from "./run_action.ts";

/**
 * Runs actions in this process, one module a stage: for many small actions whose code is trusted. They
 * are not kept from the rest of the machine, memory that they take stays, and an action that is busy
 * stops the others; `kill` waits for its next report of progress.
 */
export class InProcessExecutor implements Executor {
  async execute(
    request: ExecutionRequest,
    _packages: readonly string[],
    hooks: ExecutionHooks,
  ): Promise<Execution> {
    const parent = {
      get gone(): boolean {
        return hooks.stop.aborted || hooks.kill.aborted;
      },
    };
    if (parent.gone) return { kind: "interrupted" };
    await makeScratch(request);
    using lock = await Lock.acquire(request.lock, hooks.waiting, { stop: parent });
    if (lock === undefined) return { kind: "interrupted" };
    if (!await hooks.locked()) return { kind: "superseded" };
    const end = checkMessage(
      await runAction(request, parent, load, (message) => tell(message, request, hooks)),
      request,
    );
    switch (end.kind) {
      case "finished":
        await checkOutputs(request);
        await hooks.record(end);
        return end;
      case "failed":
        return { kind: "failed", message: end.message, detail: end.stack };
      case "damaged":
      case "interrupted":
        return end;
      default:
        throw new Error(`Cannot end an action with "${end.kind}"`);
    }
  }
}

async function load(code: string): Promise<RunModule> {
  // bundle.ts exports just `run`
  return await import(`data:text/javascript,${encodeURIComponent(code)}`) as RunModule;
}

function tell(told: ExecutionMessage, request: ExecutionRequest, hooks: ExecutionHooks): void {
  const message = checkMessage(told, request);
  if (message.kind === "progress") hooks.progress(message);
  if (message.kind === "warning") hooks.warning?.(message.message);
}
