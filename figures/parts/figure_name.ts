/** "Figure 1d" of "fig1d", "Figure C.1a" of "figC1a", "Table A.1" of "tableA1", "Figure S2" of "figS2". */
export function figureName(id: string): string {
  return id.replace(/^fig/, "Figure ").replace(/^table/, "Table ").replace(/ ([AC])/, " $1.");
}
