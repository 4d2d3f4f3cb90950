"""A network written from the paper's text (paper, A.1 to A.6) in PyTorch, with autograd and torch.optim.Adam.

It draws nothing: weights, places and noise are given. Each request is a line of JSON, whose "arrays" says the
shapes of the float32 arrays that follow it; each is answered by a line of JSON.
"""

import json
import sys

import numpy
import torch
from torch import nn

PLACE_WIDTH, DIRECTION_WIDTH = 0.2, numpy.pi / 6  # of the cells, m and rad


def read_request():
    line = sys.stdin.buffer.readline()
    if not line:
        return None
    request = json.loads(line)
    for name, shape in request.pop("arrays", {}).items():
        count = int(numpy.prod(shape))
        data = sys.stdin.buffer.read(4 * count)
        request[name] = torch.tensor(numpy.frombuffer(data, "<f4").reshape(shape))
    return request


class Network:
    def __init__(self, request):
        self.alpha, self.sigma = request["alpha"], request["sigma"]
        self.centres, self.angles = request.get("centres"), request.get("angles")
        weights = {name: value for name, value in request.items() if name.endswith(".weight")}
        self.weights = {name: nn.Parameter(value) for name, value in weights.items()}
        names = [name for name in ("w_out.weight", "decoder.weight") if name in weights]
        self.decoder = self.weights[names[0]]
        self.optimiser = torch.optim.Adam(self.weights.values(), lr=request["learningRate"])

    def linear(self, name, x):
        return nn.functional.linear(x, self.weights[f"{name}.weight"])

    def cells(self, places):
        if self.centres is not None:
            squares = (places.unsqueeze(-2) - self.centres).square().sum(-1)
            return torch.softmax(-squares / (2 * PLACE_WIDTH**2), -1)
        return torch.exp((torch.cos(places - self.angles) - 1) / DIRECTION_WIDTH**2)

    def start(self, places):
        return self.linear("encoder", self.cells(places))

    def step(self, r, noise, u=None):
        """r + Delta(r, u) + sigma xi; without u, as offline."""
        drive = (lambda name: 0) if u is None else (lambda name: self.linear(name, u))
        if "w_rec.weight" in self.weights:
            change = torch.relu(self.linear("w_rec", r) + drive("w_in")) - r
        else:
            z = torch.sigmoid(self.linear("u_z", r) + drive("w_z"))
            g = torch.sigmoid(self.linear("u_r", r) + drive("w_r"))
            c = torch.tanh(self.linear("u_h", g * r) + drive("w_h"))
            change = (1 - z) * (c - r)
        return r + self.alpha * change + self.sigma * noise

    def outputs(self, r):
        return nn.functional.linear(r, self.decoder)

    def loss(self, places, inputs, noise):
        """Mean squared error of outputs [T, n, N] against the cells at places 1 to T."""
        r, states = self.start(places[0]), []
        for u, xi in zip(inputs, noise):
            r = self.step(r, xi, u)
            states.append(r)
        return nn.functional.mse_loss(self.outputs(torch.stack(states)), self.cells(places[1:]))


network, state = None, None
while (request := read_request()) is not None:
    answer, kind = {}, request["do"]
    if kind == "load":
        network = Network(request)
    elif kind == "start":
        with torch.no_grad():
            state = network.start(request["places"])
    elif kind == "step":
        with torch.no_grad():
            state = network.step(state, request["noise"])
            peaks, winners = network.outputs(state).topk(request["winners"])
            answer = {"winners": winners.tolist(), "peaks": peaks[:, 0].tolist()}
    elif kind == "train":
        network.optimiser.zero_grad()
        loss = network.loss(request["places"], request["inputs"], request["noise"])
        loss.backward()
        network.optimiser.step()
        answer = {"loss": loss.item()}
    elif kind == "test":
        with torch.no_grad():
            answer = {"loss": network.loss(request["places"], request["inputs"], request["noise"]).item()}
    print(json.dumps(answer), flush=True)
