"""The workloads under eager PyTorch, asked over standard input: `A 100` makes 100 steps of A and answers with
the seconds that they took and the last losses. Run by `npm run bench -- peers` with a Python that has torch.
"""

import json
import math
import sys
import time

import torch

torch.set_num_threads(1)
torch.manual_seed(0)
CLIP = 5.0


def elements(count, seed, scale):
    i = torch.arange(1, count + 1, dtype=torch.float64)
    return (torch.sin(i * 12.9898 + seed * 78.233) * scale).float()


def parameter(tensor):
    return torch.nn.Parameter(tensor.clone())


class Stepper:
    def __init__(self, parameters, loss, optimizer, clip):
        self.parameters, self.loss, self.optimizer, self.clip = parameters, loss, optimizer, clip

    def step(self):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss()
        loss.backward()
        self.clip(self.parameters)
        self.optimizer.step()
        return loss.item()


def clip_together(parameters):
    torch.nn.utils.clip_grad_norm_(parameters, CLIP)


def clip_each(parameters):
    for p in parameters:
        torch.nn.utils.clip_grad_norm_([p], 6.0)


def notes():
    w, x = parameter(torch.tensor(5.0)), parameter(torch.tensor(10.0))
    return Stepper([w, x], lambda: w * x, torch.optim.SGD([w, x], lr=1e-4), clip_each)


def regression():
    x, y = elements(10000, 1, 1).view(1000, 10), elements(1000, 2, 1).view(1000, 1)
    w, b = parameter(elements(10, 3, math.sqrt(2 / 10)).view(10, 1)), parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([w, b], lr=0.01, momentum=0.9)
    return Stepper([w, b], lambda: torch.mean((x @ w + b - y) ** 2), optimizer, clip_together)


def perceptron(sizes, batch):
    x = elements(batch * sizes[0], 1, 1).view(batch, sizes[0])
    truth = torch.tensor([(i * 7 + 3) % sizes[-1] for i in range(batch)])
    parameters = []
    for k in range(len(sizes) - 1):
        scale = math.sqrt(2 / sizes[k])
        parameters.append(parameter(elements(sizes[k] * sizes[k + 1], 11 + k, scale).view(sizes[k], sizes[k + 1])))
        parameters.append(parameter(torch.zeros(sizes[k + 1])))

    def loss():
        h = x
        for k in range(0, len(parameters), 2):
            h = torch.addmm(parameters[k + 1], h, parameters[k])
            if k + 2 < len(parameters):
                h = torch.relu(h)
        return torch.nn.functional.cross_entropy(h, truth)

    return Stepper(parameters, loss, torch.optim.Adam(parameters, lr=1e-3, eps=1e-8), clip_together)


def lenet():
    """Images and filters lie as PyTorch wants them; the numbers are those of rows, columns, channels."""
    shapes = [(5, 5, 1, 32), (5, 5, 32, 64), (7, 7, 64, 1024), (1024, 10)]
    x = elements(32 * 28 * 28, 1, 1).view(32, 1, 28, 28)
    truth = torch.tensor([(i * 7 + 3) % 10 for i in range(32)])
    parameters = []
    for k, shape in enumerate(shapes):
        count, last = math.prod(shape), shape[-1]
        w = elements(count, 11 + k, math.sqrt(2 / (count // last))).view(*shape)
        if k < 2:
            w = w.permute(3, 2, 0, 1)
        elif k == 2:
            w = w.permute(2, 0, 1, 3).reshape(-1, last)
        parameters += [parameter(w.contiguous()), parameter(torch.zeros(last))]

    def loss():
        h = x
        for k in (0, 2):
            h = torch.conv2d(h, parameters[k], parameters[k + 1], padding=2)
            h = torch.max_pool2d(torch.relu(h), 2)
        h = torch.relu(torch.addmm(parameters[5], h.reshape(32, -1), parameters[4]))
        return torch.nn.functional.cross_entropy(torch.addmm(parameters[7], h, parameters[6]), truth)

    return Stepper(parameters, loss, torch.optim.Adam(parameters, lr=1e-3, eps=1e-8), clip_together)


def chain():
    v = parameter(elements(100, 1, 1))

    def loss():
        h = v
        for _ in range(250):
            h = torch.tanh(torch.sin(h * 1.01 + 0.01))
        return h.sum()

    return Stepper([v], loss, torch.optim.SGD([v], lr=1e-3), clip_together)


def rosenbrock():
    x, y = parameter(torch.tensor(-1.0)), parameter(torch.tensor(1.5))
    optimizer = torch.optim.Adam([x, y], lr=1e-3, eps=1e-8)
    return Stepper([x, y], lambda: (1 - x) ** 2 + 100 * (y - x * x) ** 2, optimizer, clip_together)


MADE = {
    'A': notes, 'B': regression, 'F': chain, 'G': rosenbrock,
    'C': lambda: perceptron([784, 128, 64, 10], 64),
    'E': lenet,
    'D': lambda: perceptron([1024, 1024, 1024, 10], 256),
}
steppers = {}
print(json.dumps({'ready': torch.__version__}), flush=True)
for line in sys.stdin:
    name, count = line.split()
    stepper = steppers.setdefault(name, None) or MADE[name]()
    steppers[name] = stepper
    start = time.perf_counter()
    losses = [stepper.step() for _ in range(int(count))]
    print(json.dumps({'seconds': time.perf_counter() - start, 'losses': losses[:10]}), flush=True)
