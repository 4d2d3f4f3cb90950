/** Whether a run's name is a profile's own; "quick+1a2b3c4d" is that of an experiment with quick. */
export const isNamed = (name: string): boolean => !name.includes("+");
