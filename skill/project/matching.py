"""Which segment of one draft is which of another."""

from collections.abc import Sequence

from skill.project.draft import Segment

Pairs = list[tuple[Segment, Segment]]


def matched(old: Sequence[Segment], new: Sequence[Segment]) -> Pairs:
    """Pairs of the same segment before and after: by id; without ids by what they say; else by place."""
    pairs: Pairs = []
    left, right = list(old), list(new)
    for same in (_id, _words):
        waiting: dict[object, list[Segment]] = {}
        for b in right:
            waiting.setdefault(same(b), []).append(b)
        found = [(a, waiting[same(a)].pop(0)) for a in left if same(a) and waiting.get(same(a))]
        gone = {id(one) for pair in found for one in pair}
        left, right = ([one for one in rest if id(one) not in gone] for rest in (left, right))
        pairs += found
    bare = [a for a in left if not a.key], [b for b in right if not b.key]
    if len(bare[0]) == len(bare[1]):  # nothing came or went: what stands in one's place is the same, reworded
        pairs += zip(*bare, strict=True)
    return sorted(pairs, key=lambda pair: pair[1].start)


def _id(one: Segment) -> object:
    return one.key


def _words(one: Segment) -> object:
    """What tells segments without ids apart; nothing for those with one."""
    return None if one.key else (one.name, one.text, str(one.meta.get("src")))


def moved(pairs: Pairs) -> Pairs:
    """The fewest pairs that must have been moved to turn the old order into the new one."""
    order = sorted(pairs, key=lambda pair: pair[0].start)
    after = [pair[1].start for pair in order]
    best: list[list[int]] = []  # the longest rising run that ends at each place
    for n, start in enumerate(after):
        before: list[int] = max((best[m] for m in range(n) if after[m] < start), key=len, default=[])
        best.append([*before, n])
    longest: list[int] = max(best, key=len, default=[])
    stayed = set(longest)
    return [pair for n, pair in enumerate(order) if n not in stayed]
