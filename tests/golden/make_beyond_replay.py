"""Makes beyond_replay.json: mean squared displacements, their exponents and coverage with NumPy.

Run in this folder: python3 make_beyond_replay.py
"""

import json

import numpy as np

random = np.random.default_rng(20232)


def displacements(walks, lags):
    """Of walks [n, T, d]: mean squared displacements, and those about the mean displacement."""
    squared, detrended = [], []
    for lag in range(1, lags + 1):
        moved = (walks[:, lag:] - walks[:, :-lag]).reshape(-1, walks.shape[2])
        squared.append((moved**2).sum(axis=1).mean())
        detrended.append(moved.var(axis=0).sum())
    return np.array(squared), np.array(detrended)


def lags(first, last, longest):
    spaced = np.unique(np.round(np.geomspace(first, last, 10)).astype(int))
    return spaced[spaced <= longest]


def exponent(squared, first, last, longest):
    fitted = lags(first, last, longest)
    return np.polyfit(np.log(fitted), np.log(squared[fitted - 1]), 1)[0]


def visited(walk, cells, width, height):
    extent = np.array([width, height])
    places = np.clip(np.floor((walk / extent + 0.5) * cells), 0, cells - 1)
    return [len(np.unique(places[: t + 1], axis=0)) for t in range(len(walk))]


# Six digits, so that the file stays small; and therefore exact in it. A drift, so that it can be removed.
steps = random.standard_normal((5, 120, 2)) * 0.05 + [0.01, -0.02]
walks = np.round(np.cumsum(steps, axis=1) - [0.5, -1], 6)
bearings = np.round((np.cumsum(random.standard_normal((4, 60)), axis=1) + np.pi) % (2 * np.pi) - np.pi, 6)
squared, detrended = displacements(walks, 50)
turned, _ = displacements(np.unwrap(bearings, axis=1)[:, :, None], 20)
ranges = [[1, 10], [5, 25], [10, 50]]

case = {
    "description": "Mean squared displacements of walks with drift and of bearings, their exponents, and coverage",
    "source": f"make_beyond_replay.py, NumPy {np.__version__}",
    "notes": "Exponents are slopes of polyfit at distinct rounded geomspace lags up to the longest",
    "inputs": {
        "walks": walks.tolist(),
        "bearings": bearings.tolist(),
        "ranges": ranges,
        "longest": 30,
        "grid": {"cells": 11, "width": 2.2, "height": 1.8},
    },
    "outputs": {
        "squared": squared.tolist(),
        "detrended": detrended.tolist(),
        "lags": [lags(first, last, 50).tolist() for first, last in ranges],
        "exponents": [exponent(squared, first, last, 30) for first, last in ranges],
        "detrended_exponents": [exponent(detrended, first, last, 30) for first, last in ranges],
        "unwrapped": np.unwrap(bearings, axis=1).tolist(),
        "turned": turned.tolist(),
        "visited": [visited(walk, 11, 2.2, 1.8) for walk in walks],
    },
}
case["arrays"] = {
    f"{part}.{name}": {"shape": np.shape(case[part][name]), "dtype": "float64"}
    for part, name in [
        ("inputs", "walks"),
        ("inputs", "bearings"),
        ("outputs", "squared"),
        ("outputs", "detrended"),
        ("outputs", "unwrapped"),
        ("outputs", "turned"),
    ]
}
with open("beyond_replay.json", "w") as file:
    json.dump(case, file)
    file.write("\n")
