/** Exit statuses: done; an action failed or the machine cannot be used; bad usage; Ctrl-C. */
export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;
