/** Text as it stands in HTML, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

/** Text as it stands in Markdown, cells of tables included: no mark-up, one line. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|~^$#]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}
