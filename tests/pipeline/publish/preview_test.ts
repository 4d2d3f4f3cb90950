import assert from "node:assert/strict";
import { previewPage } from "../../../pipeline/publish/preview.ts";

Deno.test("previewPage() shows what a crate says, its drawing and its files, as text and not as markup", () => {
  const page = previewPage([
    {
      "@id": "./",
      "@type": "Dataset",
      name: "Numbers <1 & more",
      description: "All of them",
      keywords: "one, two",
      creator: [{ "@id": "https://orcid.org/0" }, { "@id": "#society" }],
      mainEntity: { "@id": "workflow.json" },
      hasPart: [{ "@id": "workflow.svg" }, { "@id": "artifacts/a%20b.npy" }],
    },
    { "@id": "https://orcid.org/0", "@type": "Person", name: "Ada Lovelace" },
    { "@id": "#society", "@type": "Organization", name: "A society" },
    { "@id": "workflow.json", "@type": "File", name: "Flow", image: { "@id": "workflow.svg" } },
    { "@id": "workflow.svg", "@type": "File", description: "The graph" },
    { "@id": "artifacts/a%20b.npy", "@type": "File", description: "</script><b>" },
  ]);
  for (
    const part of [
      "<title>Numbers &lt;1 &amp; more</title>",
      '<a href="https://orcid.org/0">Ada Lovelace</a>, A society</td>',
      "<th>Keywords</th><td>one, two</td>",
      '<img src="workflow.svg"',
      "<summary>artifacts/ (1)</summary>",
      '<a href="artifacts/a%20b.npy">artifacts/a b.npy</a>: &lt;/script&gt;&lt;b&gt;</li>',
    ]
  ) assert.ok(page.includes(part), `${part}\n${page}`);
  assert.doesNotMatch(page, /<th>Licence/, "what is not said is not shown");
  const [, data] = /<script type="application\/ld\+json">(.*)<\/script>/.exec(page)!;
  assert.equal(JSON.parse(data!).name, "Numbers <1 & more");
});
