"""One peer solves one instance: `peer.py PEER MEASURE INSTANCE.json`.

The model is what a user of the peer would write down:

    min  sum_b part_b D_b(X_b),  X_b = x_b + d_b,  d_b >= 0,  sum cost . d <= 1

with D the pupil-weighted standard deviation (a cone), the mean absolute deviation from
the mean m (one variable, one row), or half the mean absolute difference (a variable and
two sides a pair). With the rule, part of the money goes to villages. Prints one line of
JSON; the objective is recomputed here from the peer's decisions alone, after they are
cut to be not negative, and the money they take is reported.
"""

import json
import resource
import sys
import time

import numpy as np


def load(path):
    with open(path) as file:
        data = json.load(file)
    for block in data["blocks"]:
        for key in ("pi", "x", "cost"):
            block[key] = np.array(block[key])
        block["village"] = np.array(block["village"], dtype=bool)
    return data["blocks"], data["share"]


def value(measure, blocks, decisions):
    """The objective of decisions, and the part of the fund they take."""
    total = spent = villages = 0.0
    for block, d in zip(blocks, decisions):
        d = np.maximum(d, 0.0)
        v, pi = block["x"] + d, block["pi"]
        mean = pi @ v
        if measure == "std":
            spread = np.sqrt(pi @ (v - mean) ** 2)
        elif measure == "mad":
            spread = pi @ np.abs(v - mean)
        else:
            order = np.argsort(v)
            v, pi = v[order], pi[order]
            below = np.concatenate([[0.0], np.cumsum(pi)[:-1]])
            held = np.concatenate([[0.0], np.cumsum(pi * v)[:-1]])
            spread = np.sum(pi * (v * below - held))
        total += block["part"] * spread
        spent += block["cost"] @ d
        villages += block["cost"][block["village"]] @ d[block["village"]]
    return total, spent, villages


def pairs(n):
    return np.triu_indices(n, 1)


def columns(measure, blocks, sparse):
    """The linear program as one would lay it out by hand: a list of blocks of columns
    (d, then what the measure needs) and its rows as triplets. For peers without a
    modelling language."""
    costs, rows, cols, data, lower, upper, starts, free = [], [], [], [], [], [], [], []
    at = row = 0

    def add(r, c, a):
        rows.append(np.asarray(r)), cols.append(np.asarray(c)), data.append(np.asarray(a))

    for block in blocks:
        n, pi, x, part = len(block["pi"]), block["pi"], block["x"], block["part"]
        d = at + np.arange(n)
        starts.append(at)
        i = np.arange(n)
        if measure == "mad":
            mean, up, down = at + n, at + n + 1 + i, at + 2 * n + 1 + i
            costs.append(np.concatenate([np.zeros(n + 1), part * pi, part * pi]))
            free.append(mean)
            add(row + i, d, np.ones(n))
            add(row + i, np.full(n, mean), -np.ones(n))
            add(row + i, up, -np.ones(n))
            add(row + i, down, np.ones(n))
            lower.append(-x), upper.append(-x)
            add(np.full(n, row + n), d, pi)
            add([row + n], [mean], [-1.0])
            side = np.array([-(pi @ x)])
            lower.append(side), upper.append(side)
            at, row = at + 3 * n + 1, row + n + 1
        else:
            s, t = pairs(n)
            e = at + n + np.arange(len(s))
            weight = part * pi[s] * pi[t]
            costs.append(np.concatenate([np.zeros(n), weight]))
            r = np.arange(len(s))
            for sign, base in ((1.0, row), (-1.0, row + len(s))):
                add(base + r, e, np.ones(len(s)))
                add(base + r, d[s], np.full(len(s), -sign))
                add(base + r, d[t], np.full(len(s), sign))
                lower.append(sign * (x[s] - x[t]))
                upper.append(np.full(len(s), np.inf))
            at, row = at + n + len(s), row + 2 * len(s)
    for block, start in zip(blocks, starts):
        add(np.full(len(block["cost"]), row), start + np.arange(len(block["cost"])), block["cost"])
    lower.append([-np.inf]), upper.append([1.0])
    row += 1
    if SHARE is not None:
        for block, start in zip(blocks, starts):
            part = np.where(block["village"], 1.0 - SHARE, -SHARE) * block["cost"]
            add(np.full(len(part), row), start + np.arange(len(part)), part)
        lower.append([0.0]), upper.append([np.inf])
        row += 1
    cat = np.concatenate
    matrix = sparse.csr_matrix((cat(data), (cat(rows), cat(cols))), shape=(row, at))
    least = np.zeros(at)
    least[free] = -np.inf
    return cat(costs), matrix, cat(lower), cat(upper), least, starts


def split(blocks, starts, x):
    return [x[s : s + len(b["pi"])] for b, s in zip(blocks, starts)]


def highspy_(measure, blocks, clock):
    import highspy
    from scipy import sparse

    clock.start()
    cost, a, lower, upper, least, starts = columns(measure, blocks, sparse)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = a.shape[1], a.shape[0]
    inf = highspy.kHighsInf
    clip = lambda v: np.clip(v, -inf, inf)
    lp.col_cost_, lp.col_lower_ = cost, clip(least)
    lp.col_upper_ = np.full(len(cost), inf)
    lp.row_lower_, lp.row_upper_ = clip(lower), clip(upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = a.indptr, a.indices, a.data
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.passModel(lp)
    clock.built()
    highs.run()
    clock.solved()
    return split(blocks, starts, np.array(highs.getSolution().col_value))


def scipy_(measure, blocks, clock):
    from scipy import sparse
    from scipy.optimize import linprog

    clock.start()
    cost, a, lower, upper, least, starts = columns(measure, blocks, sparse)
    equal = lower == upper
    below, above = np.isfinite(upper) & ~equal, np.isfinite(lower) & ~equal
    a_ub = sparse.vstack([a[below], -a[above]])
    b_ub = np.concatenate([upper[below], -lower[above]])
    a_eq, b_eq = (a[equal], upper[equal]) if equal.any() else (None, None)
    bounds = np.column_stack([least, np.full(len(cost), np.inf)])
    clock.built()
    result = linprog(cost, a_ub, b_ub, a_eq, b_eq, bounds, method="highs")
    clock.solved()
    return split(blocks, starts, result.x)


def linopy_(measure, blocks, clock):
    import linopy
    import pandas as pd
    import xarray as xr

    clock.start()
    sizes = [len(block["pi"]) for block in blocks]
    # All blocks in one array: a call for each block would cost more than the model.
    cat = lambda key: np.concatenate([block[key] for block in blocks])
    of = np.repeat(np.arange(len(blocks)), sizes)
    parts = np.array([block["part"] for block in blocks])
    section = pd.RangeIndex(len(of), name="section")
    over = lambda v: xr.DataArray(v, coords=[section])
    pi, x, cost = cat("pi"), cat("x"), cat("cost")
    model = linopy.Model()
    d = model.add_variables(lower=0, coords=[section], name="d")
    if measure == "mad":
        block = pd.RangeIndex(len(blocks), name="block")
        mean = model.add_variables(coords=[block], name="mean")
        up = model.add_variables(lower=0, coords=[section], name="up")
        down = model.add_variables(lower=0, coords=[section], name="down")
        my_mean = mean.isel(block=xr.DataArray(of, coords=[section]))
        model.add_constraints(d - my_mean - up + down == over(-x))
        middle = np.array([b["pi"] @ b["x"] for b in blocks])
        label = xr.DataArray(of, coords=[section], name="block")
        total = (over(pi) * d).groupby(label).sum()
        model.add_constraints(total - mean == xr.DataArray(-middle, coords=[block]))
        model.add_objective((over(parts[of] * pi) * (up + down)).sum())
    else:
        starts = np.cumsum([0] + sizes[:-1])
        both = [np.array(pairs(n)) + start for n, start in zip(sizes, starts)]
        s, t = np.concatenate(both, axis=1)
        pair = pd.RangeIndex(len(s), name="pair")
        e = model.add_variables(lower=0, coords=[pair], name="e")
        at = lambda i: d.isel(section=xr.DataArray(i, coords=[pair]))
        gap = xr.DataArray(x[s] - x[t], coords=[pair])
        model.add_constraints(e - at(s) + at(t) >= gap)
        model.add_constraints(e + at(s) - at(t) >= -gap)
        weight = xr.DataArray(parts[of[s]] * pi[s] * pi[t], coords=[pair])
        model.add_objective((weight * e).sum())
    model.add_constraints((over(cost) * d).sum() <= 1)
    if SHARE is not None:
        model.add_constraints((over(cost * (cat("village") - SHARE)) * d).sum() >= 0)
    clock.built()
    model.solve("highs", io_api="direct", output_flag=False)
    clock.solved()
    return np.split(np.asarray(d.solution), np.cumsum(sizes)[:-1])


def algebra(measure, blocks, tools):
    """The model term by term, for the languages that are written that way. `tools` has
    variable(name, lower), rule(terms, lower, upper) and aim(terms), terms a list of
    (factor, variable)."""
    variable, rule, aim = tools
    objective, money, share, all_d = [], [], [], []
    for b, block in enumerate(blocks):
        n, pi, x = len(block["pi"]), block["pi"].tolist(), block["x"].tolist()
        cost, village, part = block["cost"].tolist(), block["village"], block["part"]
        d = [variable(f"d{b}_{s}", 0.0) for s in range(n)]
        all_d.append(d)
        money += [(cost[s], d[s]) for s in range(n)]
        if SHARE is not None:
            share += [(cost[s] * ((1.0 if village[s] else 0.0) - SHARE), d[s]) for s in range(n)]
        if measure == "mad":
            mean = variable(f"m{b}", None)
            middle = sum(p * v for p, v in zip(pi, x))
            rule([(pi[s], d[s]) for s in range(n)] + [(-1.0, mean)], -middle, -middle)
            for s in range(n):
                up, down = variable(f"u{b}_{s}", 0.0), variable(f"v{b}_{s}", 0.0)
                rule([(1.0, d[s]), (-1.0, mean), (-1.0, up), (1.0, down)], -x[s], -x[s])
                objective += [(part * pi[s], up), (part * pi[s], down)]
        else:
            for s in range(n):
                for t in range(s + 1, n):
                    e = variable(f"e{b}_{s}_{t}", 0.0)
                    gap = x[s] - x[t]
                    rule([(1.0, e), (-1.0, d[s]), (1.0, d[t])], gap, None)
                    rule([(1.0, e), (1.0, d[s]), (-1.0, d[t])], -gap, None)
                    objective.append((part * pi[s] * pi[t], e))
    rule(money, None, 1.0)
    if SHARE is not None:
        rule(share, 0.0, None)
    aim(objective)
    return all_d


def pulp_(measure, blocks, clock):
    import pulp

    clock.start()
    problem = pulp.LpProblem("district", pulp.LpMinimize)

    def rule(terms, lower, upper):
        expression = pulp.LpAffineExpression([(v, a) for a, v in terms])
        if lower is not None and lower == upper:
            problem.addConstraint(expression == lower)
        elif lower is not None:
            problem.addConstraint(expression >= lower)
        else:
            problem.addConstraint(expression <= upper)

    variable = lambda name, lower: pulp.LpVariable(name, lower)
    aim = lambda terms: problem.setObjective(pulp.LpAffineExpression([(v, a) for a, v in terms]))
    all_d = algebra(measure, blocks, (variable, rule, aim))
    clock.built()
    problem.solve(pulp.PULP_CBC_CMD(msg=False))
    clock.solved()
    return [np.array([v.value() for v in d]) for d in all_d]


def pyomo_(measure, blocks, clock):
    import pyomo.environ as pyo
    from pyomo.core.expr.numeric_expr import LinearExpression
    from pyomo.contrib.appsi.solvers import Highs

    clock.start()
    model = pyo.ConcreteModel()
    model.v, model.c = pyo.VarList(), pyo.ConstraintList()

    def variable(_, lower):
        v = model.v.add()
        v.setlb(lower)
        return v

    linear = lambda terms: LinearExpression(
        linear_coefs=[a for a, _ in terms], linear_vars=[v for _, v in terms]
    )

    def rule(terms, lower, upper):
        if lower is not None and lower == upper:
            model.c.add(linear(terms) == lower)
        else:
            model.c.add((lower, linear(terms), upper))

    def aim(terms):
        model.o = pyo.Objective(expr=linear(terms))

    all_d = algebra(measure, blocks, (variable, rule, aim))
    clock.built()
    Highs().solve(model)
    clock.solved()
    return [np.array([v.value for v in d]) for d in all_d]


def ortools_(measure, blocks, clock):
    from ortools.linear_solver import pywraplp

    clock.start()
    solver = pywraplp.Solver.CreateSolver("GLOP")
    inf = solver.infinity()

    def rule(terms, lower, upper):
        row = solver.Constraint(-inf if lower is None else lower, inf if upper is None else upper)
        for a, v in terms:
            row.SetCoefficient(v, a)

    def aim(terms):
        for a, v in terms:
            solver.Objective().SetCoefficient(v, a)
        solver.Objective().SetMinimization()

    variable = lambda name, lower: solver.NumVar(-inf if lower is None else lower, inf, name)
    all_d = algebra(measure, blocks, (variable, rule, aim))
    clock.built()
    solver.Solve()
    clock.solved()
    return [np.array([v.solution_value() for v in d]) for d in all_d]


def cvxpy_(solver):
    def run(measure, blocks, clock):
        import cvxpy as cp

        clock.start()
        total, money, villages, all_d = 0, 0, 0, []
        for block in blocks:
            n, pi = len(block["pi"]), block["pi"]
            d = cp.Variable(n, nonneg=True)
            all_d.append(d)
            v = block["x"] + d
            money += block["cost"] @ d
            villages += (block["cost"] * block["village"]) @ d
            if measure == "gini":
                s, t = pairs(n)
                spread = (pi[s] * pi[t]) @ cp.abs(v[s] - v[t])
            else:
                mean = cp.Variable()
                rules.append(mean == pi @ v)
                if measure == "std":
                    spread = cp.norm(cp.multiply(np.sqrt(pi), v - mean))
                else:
                    spread = pi @ cp.abs(v - mean)
            total += block["part"] * spread
        rules.append(money <= 1)
        if SHARE is not None:
            rules.append(villages >= SHARE * money)
        problem = cp.Problem(cp.Minimize(total), rules)
        # What this translates is kept: the solve below does not do it again.
        problem.get_problem_data(solver)
        clock.built()
        problem.solve(solver=solver)
        clock.solved()
        return [d.value for d in all_d]

    rules = []
    return run


def clarabel_(measure, blocks, clock):
    """Clarabel called directly: the same scaled cones without a modelling language."""
    import clarabel
    from scipy import sparse

    clock.start()
    cost, rows, side, kinds, starts = [], [], [], [], []
    at = 0
    sizes = [len(b["pi"]) for b in blocks]
    width = sum(n + 2 for n in sizes)
    money = np.zeros(width)
    place = []
    for block, n in zip(blocks, sizes):
        place.append((at, at + n, at + n + 1))
        money[at : at + n] = block["cost"]
        at += n + 2
    equal, cones = [], []
    for block, n, (d, mean, t) in zip(blocks, sizes, place):
        pi, root = block["pi"], np.sqrt(block["pi"])
        i = np.arange(n)
        equal.append((np.concatenate([d + i, [mean]]), np.concatenate([pi, [-1.0]]), -(pi @ block["x"])))
        body = sparse.coo_matrix(
            (
                np.concatenate([[-1.0], -root, root]),
                (np.concatenate([[0], 1 + i, 1 + i]), np.concatenate([[t], d + i, np.full(n, mean)])),
            ),
            shape=(n + 1, width),
        )
        cones.append((body, np.concatenate([[0.0], root * block["x"]]), n + 1))
        starts.append(d)
    e = sparse.coo_matrix(
        (
            np.concatenate([v for _, v, _ in equal]),
            (
                np.concatenate([np.full(len(c), r) for r, (c, _, _) in enumerate(equal)]),
                np.concatenate([c for c, _, _ in equal]),
            ),
        ),
        shape=(len(equal), width),
    )
    where = np.concatenate([d + np.arange(n) for n, (d, _, _) in zip(sizes, place)])
    box = sparse.coo_matrix(
        (-np.ones(len(where)), (np.arange(len(where)), where)), shape=(len(where), width)
    )
    a = sparse.vstack([e, sparse.csr_matrix(money), box] + [c for c, _, _ in cones]).tocsc()
    b = np.concatenate(
        [[s for _, _, s in equal], [1.0], np.zeros(len(where))] + [s for _, s, _ in cones]
    )
    kinds = [clarabel.ZeroConeT(len(equal)), clarabel.NonnegativeConeT(1 + len(where))]
    kinds += [clarabel.SecondOrderConeT(n) for _, _, n in cones]
    q = np.zeros(width)
    for block, (_, _, t) in zip(blocks, place):
        q[t] = block["part"]
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    settings.max_threads = 1
    solver = clarabel.DefaultSolver(sparse.csc_matrix((width, width)), q, a, b, kinds, settings)
    clock.built()
    x = np.array(solver.solve().x)
    clock.solved()
    return split(blocks, starts, x)


PEERS = {
    "highspy": highspy_,
    "scipy": scipy_,
    "linopy": linopy_,
    "pulp": pulp_,
    "pyomo": pyomo_,
    "cvxpy-highs": cvxpy_("HIGHS"),
    "cvxpy-clarabel": cvxpy_("CLARABEL"),
    "ortools": ortools_,
    "clarabel": clarabel_,
}


class Clock:
    """Seconds to build and to solve; what is imported before `start` is not counted."""

    def start(self):
        self.times = [time.perf_counter()]

    def built(self):
        self.times.append(time.perf_counter())

    solved = built


if __name__ == "__main__":
    peer, measure, path = sys.argv[1:4]
    blocks, SHARE = load(path)
    clock = Clock()
    decisions = PEERS[peer](measure, blocks, clock)
    objective, spent, villages = value(measure, blocks, decisions)
    start, built, solved = clock.times
    print(
        json.dumps(
            {
                "build": built - start,
                "solve": solved - built,
                "total": solved - start,
                "objective": objective,
                "spent": spent,
                "villages": villages,
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
            }
        )
    )
