"""scipy's estimate of the densities that bench/kde.ts takes. Argument: the folder with the points."""

import sys

import numpy
from rounds import answer_rounds, now
from scipy.stats import gaussian_kde

data, sampled, spread = (
    numpy.load(f"{sys.argv[1]}/{name}.npy").T for name in ("data", "sampled", "spread")
)
first = True


def round():
    global first
    start = now()
    densities = gaussian_kde(data)(sampled)
    answer = {"seconds": now() - start}
    if first:
        answer |= {
            "sampled": densities.tolist(),
            "spread": gaussian_kde(data)(spread).tolist(),
        }
        first = False
    return answer


answer_rounds(round)
