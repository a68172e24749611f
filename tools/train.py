#!/usr/bin/env python3
"""Learns the weights of the engine's ranking from questions with known answers.

train.py BINARY DATA OUT [--suite FILE.jsonl] [--synthetic]

BINARY writes every reading of every question of the suite with its signals; DATA holds the suite, its
databases and `score.py`, which tells which readings are right. The business questions of
tests/business and what templates make of their schemas are learned from too; with --synthetic from
nothing else: DATA is not read, and the file is ours alone. Learned are

* a log-linear ranking (maximum marginal likelihood over all right readings, AdaGrad),
* a logistic confidence of the first reading, on rankings that never saw its database,
* an isotonic curve that turns it into the share that was right.

Everything is ordered and seeded: the same data gives the same file. Figures are by cross-validation
over five groups of databases. Only the standard library is needed.
"""
import argparse
import hashlib
import importlib.util
import json
import math
import multiprocessing
import pathlib
import random
import subprocess
import sys
import tempfile

import business
import judge
import synthetic

BUCKETS = 1 << 14
FOLDS = 5
# What was set by hand (Ranking::by_hand), times four: where learning starts and what it is held to.
PRIOR = {"choice": 4.0, "draft": 4.0, "join_cost": -0.24, "assumptions": -0.4}
# What these sets hardly show, and other sources do.
SURE_PRIOR = {"double_counts": -1.5, "inferred_keys": -0.5, "tables_unused": -0.5}
# Our own questions were there when the engine was made, so that it reads nearly all of them. On a
# source it has never seen it does not: what is right counts as a little less than sure. They are few:
# each is seen so many times, in learning the order and in learning how sure to be.
OWN_SURE = 0.995
OWN_TIMES, OWN_TIMES_SURE = 2, 4
TEMPLATES_PER_SCHEMA = 150
SIGNS = "0123456789BCDFGHJKLMNPQRSVWYZbcdfghjklmnpqrsvwyz"  # as in ranking.cpp


# ---- Questions, readings, and which are right ------------------------------------------------

class Question:
    """One question: its readings as (dense, sparse) and for each how right it is (0, 1 or 2)."""

    def __init__(self, row, right, sure=1.0):
        self.id, self.sure = row["id"], sure
        self.fold = int(hashlib.sha256(row["db"].encode()).hexdigest(), 16) % FOLDS
        self.readings = [(reading["dense"], reading["sparse"]) for reading in row["readings"]]
        self.right = right
        self.best = max(right, default=0)


def load_scorer(data):
    spec = importlib.util.spec_from_file_location("score", data / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Judge:
    """Runs readings on their database; 2: as many columns as wanted, 1: some more, 0: wrong."""

    def __init__(self, data, suite):
        self.score = load_scorer(data)
        self.roots = [str(data)]
        self.rows = {row["id"]: row for row in self.score.load_jsonl(str(suite))}
        self.golds = self.score.Gold(5)

    def __call__(self, line):
        row = json.loads(line)
        right = []
        for reading in row["readings"]:
            asked = {"id": row["id"], "sql": reading["sql"], "outcome": "answered"}
            told = self.score.judge(self.rows[row["id"]], asked, self.roots, self.golds, 1.0)
            right.append(2 if told["strict"] else 1 if told["lenient"] else 0)
        return right


_judge = None


def _start(data, suite):
    global _judge
    _judge = Judge(data, suite)


def _judged(line):
    return _judge(line)


def readings_of(binary, root, suite):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "readings.jsonl"
        subprocess.run([binary, "eval", "--suite", suite, "--root", root, "--readings", file], check=True)
        return file.read_text().splitlines()


def own_questions(binary, templates):
    """Those of tests/business and, if wanted, of the templates, over databases that are filled here."""
    source = pathlib.Path(__file__).parent.parent / "tests/business"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        made = business.build(source, folder)
        rows = business.rows_of(source / "questions.txt")
        for name, tables in made.items() if templates else ():
            rows += synthetic.questions(tables, name, TEMPLATES_PER_SCHEMA)
        suite = folder / "own.jsonl"
        suite.write_text("".join(json.dumps(row) + "\n" for row in rows))
        lines = readings_of(binary, folder, suite)
        judged = [own_question(row, json.loads(line), folder) for row, line in zip(rows, lines[1:])]
    return json.loads(lines[0])["signals"], [question for question in judged if question]


def own_question(row, read, folder):
    database = judge.opened(folder / row["db"])
    gold = judge.rows_of(database, row["sql"])
    if not gold or all(value in (None, 0) for line in gold for value in line):
        return None
    right = [judge.right(gold, judge.rows_of(database, reading["sql"]), row["ordered"]) for reading in read["readings"]]
    database.close()
    return Question(read, right, OWN_SURE)


def questions_of(binary, data, suite):
    lines = readings_of(binary, data, suite)
    names = json.loads(lines[0])["signals"]
    tell(f"{len(lines) - 1} questions; running their readings")
    with multiprocessing.Pool(initializer=_start, initargs=(data, suite)) as pool:
        right = []
        for done in pool.imap(_judged, lines[1:], chunksize=40):
            right.append(done)
            if len(right) % 1000 == 0:
                tell(f"{len(right)} done")
    return names, [Question(json.loads(line), each) for line, each in zip(lines[1:], right)]


# ---- Models ----------------------------------------------------------------------------------

class Linear:
    """Dense and sparse weights, learned by AdaGrad, held to a prior."""

    def __init__(self, prior, dense_rate, sparse_rate, decay):
        self.prior, self.dense, self.sparse = prior, list(prior), {}
        self.dense_seen, self.sparse_seen = [1.0] * len(prior), {}
        self.dense_rate, self.sparse_rate, self.decay = dense_rate, sparse_rate, decay

    def score(self, dense, sparse):
        weights = self.sparse
        total = sum(w * x for w, x in zip(self.dense, dense))
        return total + sum(weights[b] for b in sparse if b in weights)

    def learn(self, dense, sparse, slope):
        if abs(slope) < 1e-4:
            return
        for i, x in enumerate(dense):
            if x:
                step = slope * x - self.decay * (self.dense[i] - self.prior[i])
                self.dense_seen[i] += step * step
                self.dense[i] += self.dense_rate * step / math.sqrt(self.dense_seen[i])
        for bucket in sparse:
            weight = self.sparse.get(bucket, 0.0)
            step = slope - self.decay * weight * 20
            seen = self.sparse_seen.get(bucket, 1.0) + step * step
            self.sparse_seen[bucket] = seen
            self.sparse[bucket] = weight + self.sparse_rate * step / math.sqrt(seen)


def softmax(scores):
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [each / total for each in raised]


def learn_ranking(questions, names, epochs=4):
    """Raises the readings that are as right as can be over the others of their question."""
    model = Linear([PRIOR.get(name, 0.0) for name in names], 0.03, 0.01, 1e-3)
    useful = [q for q in questions if q.best and any(r != q.best for r in q.right)]
    order = random.Random(7)
    for _ in range(epochs):
        order.shuffle(useful)
        for question in useful:
            scores = [model.score(*reading) for reading in question.readings]
            p = softmax(scores)
            good = sum(each for each, right in zip(p, question.right) if right == question.best)
            for reading, each, right in zip(question.readings, p, question.right):
                target = each / max(good, 1e-9) if right == question.best else 0.0
                model.learn(*reading, target - each)
    return model


def ranked(model, question):
    """(place of the first reading, exp(-margin) to the next, 0 when it is alone)."""
    scores = sorted(((model.score(*r), -i) for i, r in enumerate(question.readings)), reverse=True)
    near = math.exp(scores[1][0] - scores[0][0]) if len(scores) > 1 else 0.0
    return -scores[0][1], near


def learn_confidence(samples, names, epochs=5):
    """samples: (dense, sparse, near, right). The margin is one more dense signal, the last."""
    model = Linear([SURE_PRIOR.get(name, 0.0) for name in names] + [0.0], 0.1, 0.01, 1e-4)
    samples = list(samples)
    order = random.Random(11)
    for _ in range(epochs):
        order.shuffle(samples)
        for dense, sparse, near, right in samples:
            wide = dense + [-near]
            p = 1 / (1 + math.exp(-max(-30, min(30, model.score(wide, sparse)))))
            model.learn(wide, sparse, right - p)
    return model


def sure(model, dense, sparse, near):
    return 1 / (1 + math.exp(-max(-30, min(30, model.score(dense + [-near], sparse)))))


def isotonic(pairs):
    """Pool adjacent violators: (raw, right) to a rising curve of at most a few dozen points."""
    blocks = []
    for raw, right in sorted(pairs):
        blocks.append([raw, raw, float(right), 1])
        while len(blocks) > 1 and blocks[-2][2] / blocks[-2][3] >= blocks[-1][2] / blocks[-1][3]:
            _, last, total, count = blocks.pop()
            blocks[-1][1] = last
            blocks[-1][2] += total
            blocks[-1][3] += count
    # A block of few questions says little: it joins its neighbour.
    merged = []
    for block in blocks:
        if merged and merged[-1][3] < 60:
            merged[-1][1] = block[1]
            merged[-1][2] += block[2]
            merged[-1][3] += block[3]
        else:
            merged.append(list(block))
    return [((low + high) / 2, total / count) for low, high, total, count in merged]


# ---- The whole -------------------------------------------------------------------------------

def rounded(model):
    """As the file keeps it: sparse weights in steps of a scale."""
    top = max((abs(w) for w in model.sparse.values()), default=0.0)
    scale = max(top, 1e-9) / (len(SIGNS) // 2 - 1)
    kept = {bucket: round(w / scale) for bucket, w in model.sparse.items()}
    return scale, {bucket: steps for bucket, steps in kept.items() if steps}


def buckets_text(steps):
    return "".join(SIGNS[len(SIGNS) // 2 + steps.get(bucket, 0)] for bucket in range(BUCKETS))


def lines_of(title, model, names):
    scale, steps = rounded(model)
    lines = [f"{title} {name} {weight:.5g}" for name, weight in zip(names, model.dense)]
    return lines + [f"{title}_scale {scale:.6g}", f"{title}_buckets {buckets_text(steps)}"]


def cross_validated(questions, names):
    """Samples of confidence, and which first readings were right, by models that never saw the
    database."""
    samples = []
    for fold in range(FOLDS):
        others = [q for q in questions if q.fold != fold]
        ranking = learn_ranking(repeated(others, lambda one: one, OWN_TIMES), names)
        for question in questions:
            if question.fold != fold or not question.readings:
                continue
            first, near = ranked(ranking, question)
            dense, sparse = question.readings[first]
            samples.append((question, dense, sparse, near, question.right[first]))
    return samples


def repeated(group, question, times):
    """Our own questions some more times."""
    return group + [one for one in group if question(one).sure < 1] * (times - 1)


def sure_samples(samples):
    return [(d, s, n, q.sure * (r > 0)) for q, d, s, n, r in
            repeated(samples, lambda sample: sample[0], OWN_TIMES_SURE)]


def confidences(samples, names):
    pairs = []
    for fold in range(FOLDS):
        learned = learn_confidence(sure_samples([each for each in samples if each[0].fold != fold]), names)
        pairs += [(sure(learned, d, s, n), q.sure * (r > 0), q) for q, d, s, n, r in samples if q.fold == fold]
    return pairs


def report(title, questions, samples, pairs):
    n = len(questions)
    if not n:
        return
    strict = sum(r == 2 for *_, r in samples)
    lenient = sum(r > 0 for *_, r in samples)
    tell(f"{title}: {n} questions, any reading right {sum(q.best > 0 for q in questions) / n:.1%}, "
         f"the first right {lenient / n:.1%} (as many columns {strict / n:.1%})")
    by_confidence = sorted(pairs, key=lambda pair: -pair[0])
    for share in (0.1, 0.25, 0.5):
        top = by_confidence[:int(n * share)]
        tell(f"of the surest {share:.0%}, {sum(r > 0 for _, r, _ in top) / max(1, len(top)):.1%} right")


def tell(text):
    print(text, file=sys.stderr, flush=True)


def main():
    said = argparse.ArgumentParser(description="Learns the weights of the engine's ranking.")
    said.add_argument("binary", type=pathlib.Path)
    said.add_argument("data", type=pathlib.Path)
    said.add_argument("out", type=pathlib.Path)
    said.add_argument("--suite", type=pathlib.Path)
    said.add_argument("--synthetic", action="store_true")
    said = said.parse_args()
    names, questions = own_questions(said.binary, said.synthetic)
    if not said.synthetic:
        suite = said.suite or said.data / "spider_train.jsonl"
        if not suite.is_file():
            sys.exit(f"no questions to learn from in {suite}: name a suite, or learn --synthetic")
        questions += questions_of(said.binary, said.data, suite)[1]
    samples = cross_validated(questions, names)
    pairs = confidences(samples, names)
    for title, wanted in (("our own", True), ("the suite", False)):
        report(title, *[[one for one in group if (part(one).sure < 1) == wanted] for group, part in (
            (questions, lambda one: one), (samples, lambda one: one[0]), (pairs, lambda one: one[2]))])
    ranking = learn_ranking(repeated(questions, lambda one: one, OWN_TIMES), names)
    confidence = learn_confidence(sure_samples(samples), names)
    curve = isotonic([(raw, right) for raw, right, _ in repeated(pairs, lambda pair: pair[2], OWN_TIMES_SURE)])
    lines = ["# Written by ./dev train. Licence and attribution: LICENSE beside this file."]
    lines += lines_of("rank", ranking, names)
    lines += lines_of("sure", confidence, names)
    lines += [f"margin {confidence.dense[-1]:.5g}", "tie 0.02"]
    lines += [f"curve {raw:.4f} {share:.4f}" for raw, share in curve]
    said.out.write_text("\n".join(lines) + "\n")
    tell(f"{said.out}: {said.out.stat().st_size // 1024} KiB")


main()
