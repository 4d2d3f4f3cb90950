"""One trivial action, as bench/synthetic_step_run.ts."""

import json

size = 0
for path in snakemake.input:
    with open(path) as file:
        size += len(file.read())
with open(snakemake.output[0], "w") as file:
    json.dump({"index": int(snakemake.wildcards.i), "size": size}, file)
