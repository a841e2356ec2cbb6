"""Learns the reader of dangers: python learn.py passages.json weights.pkl [weights.pkl to go on from]

From MiniLM it takes three rounds; to go on, two more at a lower rate.
"""

import json
import pickle
import random
import re
import sys

import jax
import jax.numpy as jnp
import numpy as np

from minilm import CLS, SEP, SIZE, encode, load_tokenizer, load_weights, pad

source, target, *begun = sys.argv[1:4]
ROUNDS, RATE = (2, 5e-5) if begun else (3, 6e-5)
# The head begins with nothing, and has further to go.
HEAD_RATE = 3
BATCH, LONGEST, WARM_UP = 32, 96, 60
FROZEN_LAYERS = 1
DANGER_WEIGHT = 1.5
# Labels are not quite sure.
SOFT = 0.01

random.seed(7)
passages = json.load(open(source, encoding="utf8"))
aside = [one for one in passages if "aside" in one]
learned = [one for one in passages if "aside" not in one]
tokenizer = load_tokenizer()


def slip(word: str) -> str:
    """A letter left out, two swapped, or another one: as recognisers and people write."""
    at = random.randrange(1, len(word) - 1)
    kind = random.random()
    if kind < 0.35:
        return word[:at] + word[at + 1 :]
    if kind < 0.6:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + random.choice("aeioustnrkz") + word[at + 1 :]


def as_heard(text: str) -> str:
    if random.random() < 0.3:
        text = re.sub(r"[^\w' ]+", " ", text)
    if random.random() < 0.08:
        text = text.replace("'", "")
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if long and random.random() < 0.25:
        at = random.choice(long)
        words[at] = slip(words[at])
    return " ".join(words)


def pieces(texts, longest=128):
    return [row.ids if len(row.ids) <= longest else row.ids[: longest - 1] + [SEP] for row in tokenizer.encode_batch(texts)]


embeddings, layers = load_weights()
head = {"w": jnp.zeros((SIZE, 2)), "b": jnp.array([-2.0, -1.5])}
if begun:
    layers, head = jax.tree.map(jnp.asarray, pickle.load(open(begun[0], "rb")))
frozen, layers = layers[:FROZEN_LAYERS], layers[FROZEN_LAYERS:]
weights = (layers, head)


def loss(weights, ids, mask, labels, importance, key):
    layers, head = weights
    seen = encode(embeddings, frozen + layers, ids, mask)
    seen = seen * jax.random.bernoulli(key, 0.9, seen.shape) / 0.9
    z = seen @ head["w"] + head["b"]
    return ((jnp.logaddexp(0, z) - labels * z) * importance[:, None]).mean()


gradient = jax.jit(jax.value_and_grad(loss))


@jax.jit
def adam(weights, first, second, slope, step, rate):
    first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, slope)
    second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, slope)
    rates = (jax.tree.map(lambda _: rate, weights[0]), jax.tree.map(lambda _: rate * HEAD_RATE, weights[1]))
    weights = jax.tree.map(
        lambda w, m, v, r: w - r * ((m / (1 - 0.9**step)) / (jnp.sqrt(v / (1 - 0.999**step)) + 1e-8) + 0.01 * w),
        weights, first, second, rates,
    )
    return weights, first, second


@jax.jit
def chances(weights, ids, mask):
    layers, head = weights
    return jax.nn.sigmoid(encode(embeddings, frozen + layers, ids, mask) @ head["w"] + head["b"])


def read(weights, texts):
    rows = pieces(texts)
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    answer = np.zeros((len(rows), 2))
    for start in range(0, len(order), BATCH):
        part = order[start : start + BATCH]
        ids, mask = pad([rows[at] for at in part] + [[CLS, SEP]] * (BATCH - len(part)))
        answer[part] = np.asarray(chances(weights, ids, mask))[: len(part)]
    return answer


def report(round_number, mean):
    messages, dangers = {}, []
    for one, (danger, _) in zip(aside, read(weights, [one["text"] for one in aside])):
        if one["danger"]:
            dangers.append(danger)
        else:
            messages[one["aside"]] = max(messages.get(one["aside"], 0), danger)
    calm, found = np.array(list(messages.values())), np.array(dangers)
    print(f"round {round_number}: loss {mean:.3f}; of what was set aside, at a chance of")
    for border in (0.5, 0.8, 0.9, 0.95):
        print(f"  {border}: dangers {(found >= border).mean():.1%} of {len(found)}, ordinary messages {(calm >= border).mean():.1%} of {len(calm)}")


steps = ROUNDS * (len(learned) // BATCH)
first = second = jax.tree.map(jnp.zeros_like, weights)
key, step = jax.random.PRNGKey(1), 0
for round_number in range(1, ROUNDS + 1):
    rows = pieces([as_heard(one["text"]) for one in learned], LONGEST)
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]) + random.random() * 6)
    batches = [order[at : at + BATCH] for at in range(0, len(order) - BATCH + 1, BATCH)]
    random.shuffle(batches)
    total = 0.0
    for batch in batches:
        step += 1
        rate = RATE * min(1, step / WARM_UP) * max(0.03, 1 - step / steps)
        if step % 100 == 0:
            print(f"step {step} of {steps}, loss {total / ((step - 1) % len(batches) + 1):.3f}", flush=True)
        ids, mask = pad([rows[at] for at in batch])
        of = [learned[at] for at in batch]
        labels = np.array([[one["danger"], one["urgent"]] for one in of], np.float32) * (1 - 2 * SOFT) + SOFT
        importance = np.array([one["weight"] * (DANGER_WEIGHT if one["danger"] else 1) for one in of], np.float32)
        key, now = jax.random.split(key)
        value, slope = gradient(weights, ids, mask, labels, importance, now)
        weights, first, second = adam(weights, first, second, slope, float(step), rate)
        total += float(value)
    report(round_number, total / len(batches))
    layers, head = weights
    pickle.dump(jax.tree.map(np.asarray, (frozen + layers, head)), open(target, "wb"))
