"""Writes beyond_update.json: the learned update compared with denoisers on a few states, with NumPy.

Usage: python3 make_beyond_update.py (NumPy 2.4.6)
"""

import json
from pathlib import Path

import numpy as np

RIDGE = 1e-6  # share of the mean variance that is added to a covariance before it is inverted
PENALTY = 1e-3
TRAJECTORIES, STEPS, UNITS, CELLS, PLACES = 8, 24, 5, 5, 30
S2 = 0.01

random = np.random.default_rng(20261125)


def float32(array):
    return np.asarray(array, dtype=np.float32).astype(float)


def make_states():
    """States that follow a coordinate, hold noise and are drawn back at several rates."""
    shape = (TRAJECTORIES, STEPS)
    place = random.uniform(-1, 1, (*shape, 1))
    centres = np.linspace(-1, 1, CELLS)[:, None]
    cells = np.exp(-2 * ((place[:, :, None] - centres) ** 2).sum(-1))
    noise = np.sqrt(S2) * random.standard_normal((*shape, UNITS))
    old = random.standard_normal((*shape, UNITS)) * [0.02, 0.1, 0.02, 0.2, 0.02]
    states = 1 + 0.5 * cells @ random.standard_normal((CELLS, UNITS)) * [1, 0.5, 0.5, 0.02, 0.1] + old + noise
    mixing = np.diag([0.02, 0.05, 0.2, 0.1, 0.1]) + 0.005 * random.standard_normal((UNITS, UNITS))
    update = -(states - 0.7) @ mixing.T + 0.02 * np.tanh(states)
    return [float32(each) for each in (cells, states, update, noise)]


def moments(cells, states):
    flat = np.concatenate([cells, states], axis=-1).reshape(-1, CELLS + UNITS)
    return flat.mean(0), np.cov(flat.T, bias=True)


def inverse(covariance):
    n = len(covariance)
    return np.linalg.inv(covariance + RIDGE * np.trace(covariance) / n * np.eye(n))


def ridge(mean, covariance):
    normal = covariance[:CELLS, :CELLS] + PENALTY * np.eye(CELLS)
    coefficients = np.linalg.solve(normal, covariance[:CELLS, CELLS:])
    return coefficients, mean[CELLS:] - mean[:CELLS] @ coefficients


def linear(cells, states):
    mean, covariance = moments(cells, states)
    gain = S2 * inverse(covariance[CELLS:, CELLS:])
    return lambda r: -(r - mean[CELLS:]) @ gain


def mixture(cells, states, places):
    coefficients, constant = ridge(*moments(cells, states))
    residual = (states - cells @ coefficients - constant).reshape(-1, UNITS)
    precision = inverse(np.cov(residual.T, bias=True))
    centres = places @ coefficients + constant

    def denoise(r):
        away = r[..., None, :] - centres
        exponents = -np.einsum("...i,ij,...j", away, precision, away) / 2
        weights = np.exp(exponents - exponents.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        return S2 * (weights @ centres - r) @ precision

    return denoise


def measures(axes, chosen, variances, covariances, squares, arrays, best):
    v, xi, g, q = [(each @ axes.T)[..., chosen] for each in arrays]
    rate, pull = -covariances[chosen] / variances[chosen], S2 / variances[chosen]
    loss = lambda z: float(((z + xi) ** 2).sum() / (xi**2).sum())
    return {
        "slope": float(rate.sum() / pull.sum()),
        "cosine": float(np.sqrt(S2) * rate.sum() / np.sqrt(squares[chosen].sum() * pull.sum())),
        "mixtureSlope": float((v * q).sum() / (q**2).sum()),
        "mixtureCosine": float((v * q).sum() / np.sqrt((v**2).sum() * (q**2).sum())),
        "updateLoss": loss(v),
        "linearLoss": loss(g),
        "mixtureLoss": loss(q),
        "efficiency": (1 - loss(v)) / (1 - loss(q if best == "mixture" else g)),
    }


def main():
    cells, states, update, noise = make_states()
    half = TRAJECTORIES // 2
    places = [float32(cells[:half, ::3].reshape(-1, CELLS)[:PLACES]),
              float32(cells[half:, ::3].reshape(-1, CELLS)[:PLACES])]
    mean, covariance = moments(cells, states)
    variances, axes = np.linalg.eigh(covariance[CELLS:, CELLS:])
    variances, axes = variances[::-1], axes.T[::-1]
    signs = np.sign(axes[np.arange(UNITS), np.abs(axes).argmax(1)])
    axes = axes * signs[:, None]
    v = update - update.reshape(-1, UNITS).mean(0)
    g, q = np.empty_like(states), np.empty_like(states)
    for own, other, there in ((slice(0, half), slice(half, None), 1), (slice(half, None), slice(0, half), 0)):
        g[own] = linear(cells[other], states[other])(states[own])
        q[own] = mixture(cells[other], states[other], places[there])(states[own])
    z, vz = (states - mean[CELLS:]) @ axes.T, v @ axes.T
    covariances = (z * vz).reshape(-1, UNITS).mean(0)
    squares = (vz**2).reshape(-1, UNITS).mean(0)
    loss = lambda array: ((array + noise) ** 2).sum()
    best = "mixture" if loss(q) <= loss(g) else "linear"
    bands = ["manifold" if before < 0.9 else "transverse" if value < 10 * S2 else "middle"
             for before, value in zip(np.concatenate([[0], np.cumsum(variances)[:-1]]) / variances.sum(), variances)]
    everything = np.ones(UNITS, dtype=bool)
    coefficients, constant = ridge(mean, covariance)
    decoder = float32(random.standard_normal((CELLS, UNITS)) @ np.diag([1, 1, 1, 1, 1e-3]))
    found = cells / np.sqrt(CELLS) @ np.linalg.pinv(decoder, rcond=0.01).T
    misfit = np.sqrt(((states - found) ** 2).sum() / (states**2).sum())
    inputs = {
        "noiseVariance": S2, "penalty": PENALTY, "cells": cells, "states": states, "updates": update,
        "noise": noise, "places": np.stack(places), "decoder": decoder,
    }
    outputs = {
        "variance": variances, "components": axes,
        "rate": -covariances / variances, "beta": -covariances / S2, "bands": bands,
        "all": measures(axes, everything, variances, covariances, squares, (v, noise, g, q), best),
        "perBand": {
            name: measures(axes, np.array([band == name for band in bands]), variances, covariances, squares,
                           (v, noise, g, q), best)
            for name in sorted(set(bands))
        },
        "best": best, "linear": g, "mixture": q,
        "coefficients": coefficients, "constant": constant, "inverseMisfit": float(misfit),
    }
    plain = lambda tree: {key: value.tolist() if isinstance(value, np.ndarray) else value for key, value in tree.items()}
    case = {
        "description": "Spectrum, noise losses and denoisers of the learned update on a few states.",
        "source": f"NumPy {np.__version__} (make_beyond_update.py).",
        "notes": "Cells are sqrt(N) times the activities. Each half of the trajectories is evaluated with the "
                 "denoisers fitted to the other.",
        "inputs": plain(inputs), "outputs": plain(outputs),
        "arrays": {f"{side}.{name}": {"shape": list(value.shape), "dtype": "float64"}
                   for side, tree in (("inputs", inputs), ("outputs", outputs))
                   for name, value in tree.items() if isinstance(value, np.ndarray)},
    }
    Path(__file__).with_name("beyond_update.json").write_text(json.dumps(case) + "\n")
    print(bands, best, outputs["all"], outputs["inverseMisfit"], variances)


main()
