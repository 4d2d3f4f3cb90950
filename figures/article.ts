import { findingHtml } from "./article_evidence.ts";
import type { Article, Place } from "./article_facts.ts";
import { articleParts } from "./article_text.ts";
import type { Block } from "./article_text.ts";
import { figureLink, wordsOf } from "./article_words.ts";
import { escapeHtml as escape } from "./parts/escape.ts";

/** A part of the text as it stands on the page. */
export interface ArticleSection {
  readonly id: string;
  /** In the contents. */
  readonly name: string;
  readonly html: string;
}

/**
 * The text of the page, from the question to what the answer means, with the figures where it speaks of
 * them. Numbers are those of the run, and sentences on results are chosen by the results; what the run has
 * neither a figure nor a claim of is left out.
 */
export function articleSections(article: Article, place: Place): readonly ArticleSection[] {
  const words = wordsOf(article, place);
  return articleParts.flatMap(({ id, title, name, always = false, blocks }) => {
    const shown = blocks.filter((block) => results(block, place).length > 0);
    if (shown.length === 0 && !always) return [];
    const html = blocks.map((block) => blockHtml(block, place, words)).filter((each) =>
      each !== ""
    );
    return [{
      id,
      name,
      html: `<section id="${id}" class="part" aria-labelledby="${id}-title">
<h2 id="${id}-title">${escape(title)}</h2>
${html.join("\n")}
</section>`,
    }];
  });
}

type Words = ReadonlyMap<string, string>;

function blockHtml(block: Block, place: Place, words: Words): string {
  if (typeof block === "string") return paragraph(block, place, words);
  if ("html" in block) return filled(block.html, place, words);
  const found = results(block, place);
  const lead = found.length === 0 ? "" : paragraph(block.lead ?? "", place, words);
  return [lead, ...found].filter((each) => each !== "").join("\n");
}

/** What the run has of the figures or claims of a block. */
function results(block: Block, { figures, claims, about: { protocol } }: Place): string[] {
  if (typeof block === "string" || "html" in block) return [];
  if ("figures" in block) return block.figures.flatMap((number) => figures.get(number) ?? []);
  const weighed = block.claims.flatMap((wanted) =>
    claims.filter(({ number, protocols }) =>
      number === wanted && protocols.some((evidence) => evidence.protocol === protocol)
    )
  );
  return weighed.map((claim) => findingHtml(claim, protocol));
}

/** "" if nothing is to be said. */
function paragraph(text: string, place: Place, words: Words): string {
  const html = filled(text, place, words).replace(/\s+/g, " ").trim();
  return html === "" ? "" : `<p>${html}</p>`;
}

/** Text with what stands in braces said. Throws if nobody knows what that is. */
function filled(text: string, place: Place, words: Words): string {
  return text.replace(/\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith("Fig. ")) return figureLink(name, place);
    const word = words.get(name);
    if (word === undefined) throw new Error(`Cannot write the text: nobody says "{${name}}"`);
    return word;
  });
}
