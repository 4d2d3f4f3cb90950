"""The protocol of bench/peer.ts: say ready, then answer each line with a line of JSON."""

import json
import os
import sys
import time

# As bench/seconds.ts chooses its own.
now = time.process_time if os.environ.get("BENCH_CLOCK") == "processor" else time.perf_counter


def answer_rounds(round):
    print("ready", flush=True)
    for _ in sys.stdin:
        print(json.dumps(round()), flush=True)
