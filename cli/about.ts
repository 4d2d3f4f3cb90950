/** What this project says of itself. */
export const about = {
  name: "offline-reactivation",
  version: "1.0.0",
} as const;
