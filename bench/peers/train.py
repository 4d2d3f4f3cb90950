"""Trains the paper's networks in PyTorch as one would write it: autograd, torch.optim.Adam.

Arguments: network ("vanilla", "gru", "head direction") and scale ("full", "smoke"). Each round is one
batch: trajectories, cell activations, forward, backward, Adam; the answer is its seconds. Sizes and
constants are those of bench/networks.ts. torch takes its threads from OMP_NUM_THREADS.
"""

import math
import sys

import numpy
import torch
from rounds import answer_rounds, now
from torch import nn

network, scale = sys.argv[1:]
small = scale == "smoke"
batch_size, steps = (4, 3) if small else (200, 100)
cell_count = 16 if small else 512
spatial = network != "head direction"
units = (16 if small else 512) if spatial else (8 if small else 128)
alpha, sigma = (0.2, 0.01) if spatial else (0.5, 0.1)
dt, turn_sigma = 0.02, 11.52
box, border, slowing, speed_scale = 2.2, 0.03, 0.25, 0.26 * math.pi
random = numpy.random.default_rng(0)
centres = torch.tensor(random.uniform(-box / 2, box / 2, (cell_count, 2)), dtype=torch.float32)
angles = torch.linspace(-math.pi, math.pi, cell_count)


def wrap(angle):
    return (angle + math.pi) % (2 * math.pi) - math.pi


def walk():
    """Positions [steps + 1, n, 2] and updates [steps, n, 2] of a walk in the box."""
    position = random.uniform(-box / 2, box / 2, (batch_size, 2))
    heading = random.uniform(0, 2 * math.pi, batch_size)
    speeds = random.rayleigh(speed_scale, (steps + 1, batch_size))
    turns = dt * random.normal(0, turn_sigma, (steps + 1, batch_size))
    positions, updates = [position], []
    for speed, turn in zip(speeds, turns):
        x, y = position.T
        distances = numpy.stack([box / 2 - x, box / 2 - y, box / 2 + x, box / 2 + y])
        bearing = wrap(heading - distances.argmin(0) * (math.pi / 2))
        near = (distances.min(0) < border) & (numpy.abs(bearing) < math.pi / 2)
        length = dt * speed * numpy.where(near, slowing, 1)
        update = length[:, None] * numpy.stack([numpy.cos(heading), numpy.sin(heading)], 1)
        away = numpy.sign(bearing) * (math.pi / 2 - numpy.abs(bearing))
        heading = heading + turn + numpy.where(near, away, 0)
        position = position + update
        positions.append(position)
        updates.append(update)
    return numpy.stack(positions[1:]), numpy.stack(updates[1:])


def turns():
    """Bearings [steps + 1, n] and updates [steps, n, 1] of a walk on the circle."""
    updates = dt * random.normal(0, turn_sigma, (steps, batch_size))
    start = random.uniform(0, 2 * math.pi, (1, batch_size))
    return numpy.concatenate([start, start + updates.cumsum(0)]), updates[..., None]


def batch():
    """Cell activations [steps + 1, n, cells] and inputs [steps, n, inputs]."""
    if spatial:
        positions, updates = (torch.tensor(a, dtype=torch.float32) for a in walk())
        squares = torch.cdist(positions.reshape(-1, 2), centres).square()
        cells = torch.softmax(-squares / (2 * 0.2**2), 1).reshape(steps + 1, batch_size, -1)
        return cells, updates
    bearings, updates = (torch.tensor(a, dtype=torch.float32) for a in turns())
    cells = torch.exp((torch.cos(bearings[..., None] - angles) - 1) / (math.pi / 6) ** 2)
    return cells, updates


def linear(inputs, outputs):
    return nn.Linear(inputs, outputs, bias=False)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        inputs = 2 if spatial else 1
        self.encoder = linear(cell_count, units)
        self.decoder = linear(units, cell_count)
        gates = 3 if network == "gru" else 1
        self.inward = nn.ModuleList(linear(inputs, units) for _ in range(gates))
        self.recurrent = nn.ModuleList(linear(units, units) for _ in range(gates))

    def change(self, r, u):
        if network != "gru":
            (w,), (v,) = self.recurrent, self.inward
            return alpha * (torch.relu(w(r) + v(u)) - r)
        (u_z, u_r, u_h), (w_z, w_r, w_h) = self.recurrent, self.inward
        z = torch.sigmoid(u_z(r) + w_z(u))
        g = torch.sigmoid(u_r(r) + w_r(u))
        c = torch.tanh(u_h(g * r) + w_h(u))
        return alpha * (1 - z) * (c - r)

    def forward(self, initial, inputs):
        r, states = self.encoder(initial), []
        for u in inputs:
            r = r + self.change(r, u) + sigma * torch.randn_like(r)
            states.append(r)
        return self.decoder(torch.stack(states))


model = Network()
optimiser = torch.optim.Adam(model.parameters(), lr=1e-3)


def train():
    start = now()
    cells, inputs = batch()
    optimiser.zero_grad()
    loss = nn.functional.mse_loss(model(cells[0], inputs), cells[1:])
    loss.backward()
    optimiser.step()
    return {"seconds": now() - start, "loss": loss.item()}


train()
train()
answer_rounds(train)
