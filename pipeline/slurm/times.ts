/** In milliseconds. */
export interface Times {
  /** Between two looks at what tasks have written; longer with many batches, to spare the file server. */
  readonly look: number;
  /** How long actions are gathered into one batch where many are on their way; else shorter. */
  readonly gather: number;
  /** Between two questions to the controller. */
  readonly ask: number;
  /** How long after its end a task's results may take to appear on a network file system. */
  readonly grace: number;
  /** Between two attempts at an unanswered submission; doubled after each, up to a minute. */
  readonly retry: number;
}

export const TIMES: Times = {
  look: 1000,
  gather: 10_000,
  ask: 15_000,
  grace: 60_000,
  retry: 10_000,
};
