"""scikit-learn's components of the states that bench/pca.ts takes. Argument: their file."""

import sys

import numpy
from rounds import answer_rounds, now
from sklearn.decomposition import PCA

states = numpy.load(sys.argv[1])


def round():
    start = now()
    pca = PCA(svd_solver="full").fit(states)
    seconds = now() - start
    return {"seconds": seconds, "ratios": pca.explained_variance_ratio_.tolist()}


answer_rounds(round)
