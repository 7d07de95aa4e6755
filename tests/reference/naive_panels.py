"""Slow twins of the panels, from their definitions: plain Python over rows, no SQL and no code of the package.

``world`` holds ``events`` and ``participants`` (dicts), ``pairs`` [(arena, a, b)], ``seats`` [(arena, format, a, b,
actor, since, until)], ``fixed`` places, ``slots`` {code: [(level, side, weight)]}, ``talk`` and ``meeting`` and
``outcome`` codes, ``parts`` {part: (level, weight)} and the settings of the queries.
"""

from datetime import timedelta

OFFICIAL = ("GOV", "MIL", "IGO", "PRE")


def official(event):
    return event["source_sector"] in OFFICIAL and event["target_sector"] in OFFICIAL


def dated(world):
    return [event for event in world["events"] if event["precision"] == "day"]


def counted(world):
    """Dated events with a side; of a run of the same act in a machine-coded data set, one day in three."""
    sides = {side for _, a, b in world["pairs"] for side in (a, b)}
    step, days, found = world["follow_up_days"] + 1, {}, []
    for event in dated(world):
        if event["source"] is not None and event["target"] is not None:
            days.setdefault(act_of(event), set()).add(event["date"])
    for event in dated(world):
        known = event["source"] is not None and event["target"] is not None
        if not {event["source"], event["target"]} & sides:
            continue
        if event["dataset"] not in world["machine"] or not known or event["date"] in kept(days[act_of(event)], step):
            found.append(event)
    return found


def act_of(event):
    return (*(event[name] for name in ("dataset", "source", "target", "code", "place")), official(event))


def kept(days, step):
    """First day of each run, and the first in each further stretch of so many days."""
    found, opened, last, seen = set(), None, None, set()
    for day in sorted(days):
        if last is None or (day - last).days >= step:
            opened, seen = day, set()
        stretch = (day - opened).days // step
        if stretch not in seen:
            found.add(day)
            seen.add(stretch)
        last = day
    return found


def counted_evidence(world):
    """Raw evidence without third parties that have few acts of a day in a machine-coded data set."""
    raw, told = raw_evidence(world), {}
    acts = {event["event_id"]: act_of(event)[1:5] for event in world["events"]}
    for arena, a, b, dataset, third, day, event, level in raw:
        if level != "N":
            told.setdefault((arena, a, b, dataset, day), {}).setdefault(third, set()).add(acts[event])
    found = {}
    for key, weight in raw.items():
        arena, a, b, dataset, third, day, _, level = key
        known = told.get((arena, a, b, dataset, day), {})
        few = dataset in world["machine"] and level != "N" and (
            len(known[third]) < world["outnumbered"] * max(map(len, known.values()))
        )  # fmt: skip
        if not few:
            found[key] = weight
    return found


def dyad_day(world):
    """Directed acts of a code on a day: how many reports, and the first of them."""
    found = {}
    for event in dated(world):
        source, target = event["source"], event["target"]
        if source is None or target is None or source == target:
            continue
        for one, two in [(source, target), (target, source)] if event["mutual"] else [(source, target)]:
            key = (event["dataset"], one, two, event["code"], event["event_class"], event["quad"], event["date"],
                   official(event))  # fmt: skip
            found.setdefault(key, []).append(event["event_id"])
    return {(*key, len(ids), min(ids)) for key, ids in found.items()}


def dyad_month(world):
    """Days with an act of a class in each month, and the reports behind them."""
    found = {}
    for dataset, source, target, _, kind, _, day, _, clusters, _ in dyad_day(world):
        days, reports = found.setdefault((dataset, source, target, kind, day.replace(day=1)), (set(), []))
        days.add(day)
        reports.append(clusters)
    return {(*key, len(days), sum(reports)) for key, (days, reports) in found.items()}


def pair_event(world):
    """Official events between the two sides of a pair, as dicts."""
    found = []
    for arena, a, b in world["pairs"]:
        for event in counted(world):
            if {event["source"], event["target"]} == {a, b} and official(event):
                code = event["code"]
                found.append({
                    **event, "arena": arena, "a": a, "b": b, "voice": voice_of(event),
                    "talk": code in world["talk"],
                    "meeting": code in world["meeting"], "outcome": code in world["outcome"],
                })  # fmt: skip
    return found


def pair_act(world):
    """Official acts of one side toward the other; a joint act is one of each."""
    found = []
    for arena, a, b in world["pairs"]:
        for event in counted(world):
            source, target = event["source"], event["target"]
            if {source, target} == {a, b} and official(event):
                ways = [(source, target), (target, source)] if event["mutual"] else [(source, target)]
                found += [(arena, a, b, event["dataset"], one, two, event["date"], event["code"], event["event_id"],
                           event["due"], event["fate"], event["fate_date"],
                           voice_of(event)) for one, two in ways]  # fmt: skip
    return sorted(found, key=str)


def with_outsiders(world):
    """(arena, a, b, third, side, way, event) of every official event between an outsider and a side."""
    for arena, a, b in world["pairs"]:
        for event in counted(world):
            if not official(event):
                continue
            for third, side, way in (("source", "target", "out"), ("target", "source", "in")):
                if event[side] in (a, b) and event[third] not in (a, b, None):
                    yield arena, a, b, event[third], event[side], way, event


def side_talk(world):
    """Talks of an outsider with one side: the first event of each day and report."""
    found = {}
    for arena, a, b, third, side, _, event in with_outsiders(world):
        if event["code"] in world["talk"]:
            key = (arena, a, b, event["dataset"], third, side, event["date"], event["story_id"])
            found.setdefault(key, []).append(event["event_id"])
    return {(*key, min(ids)) for key, ids in found.items()}


def outsider_day(world):
    """What outsiders do with a side, what is done to them, and their parts in acts of the two."""
    found = {}

    def add(arena, a, b, third, side, way, event):
        key = (arena, a, b, event["dataset"], third, side, event["date"], event["code"], event["event_class"], way)
        found.setdefault(key, []).append((event["event_id"], None if way == "part" else voice_of(event)))

    for arena, a, b, third, side, way, event in with_outsiders(world):
        add(arena, a, b, third, side, "joint" if event["mutual"] else way, event)
    for event in pair_event(world):
        for actor, part in parts_of(world, event):
            if part != "host" and actor not in (event["a"], event["b"]):
                for side in (event["a"], event["b"]):
                    add(event["arena"], event["a"], event["b"], actor, side, "part", event)
    return {(*key, min(one for one, _ in told), len({voice for _, voice in told if voice}) or None)
            for key, told in found.items()}  # fmt: skip


def parts_of(world, event):
    return [(row["actor"], row["part"]) for row in world["participants"] if row["event_id"] == event["event_id"]]


def pair_part(world):
    """Third parties named in the acts of the two, with their part."""
    return {(event["arena"], event["a"], event["b"], event["dataset"], actor, part, event["date"], event["code"],
             event["event_id"])
            for event in pair_event(world) for actor, part in parts_of(world, event)
            if actor not in (event["a"], event["b"])}  # fmt: skip


def venue_day(world):
    """Hosts and places of meetings in which a state of the arena met somebody else, the first event of each rank."""
    found, governing = {}, ("GOV", "MIL", "IGO")
    for arena, a, b in world["pairs"]:
        for event in dated(world):
            two = (event["source"], event["target"])
            if (
                event["code"] not in world["venue"]
                or None in two
                or two[0] == two[1]
                or event["place"] in world["fixed"]
            ):
                continue
            if event["source_sector"] not in governing or event["target_sector"] not in governing:
                continue
            slot = world["venue"][event["code"]]
            host = event[slot] if slot else event["place_country"]
            if host is not None and set(two) & set(world["states"]):
                key = (arena, a, b, event["dataset"], host, event["place"], event["level"], bool(set(two) & {a, b}),
                       event["date"])  # fmt: skip
                found.setdefault(key, []).append(event["event_id"])
    return {(*key, min(ids)) for key, ids in found.items()}


def agent_day(world):
    """What armed agents do to a side and what it does for or to them, the first event of each day and code."""
    found = {}
    for arena, a, b in world["pairs"]:
        for event in world["events"]:
            for agent, side, way in (("source", "target", "out"), ("target", "source", "in")):
                sector = event[f"{agent}_sector"]
                armed = sector in ("REB", "SEP", "PRE", "CRM", "UAF", "PMC") and event[agent] is not None
                state = event[side] in (a, b) and event[f"{side}_sector"] in ("GOV", "MIL")
                if armed and state and event["precision"] == "day":
                    name = event[agent] if sector == "PRE" else f"{event[agent]} {sector}"
                    key = (arena, a, b, event["dataset"], name, event[side], event["date"], event["code"],
                           "joint" if event["mutual"] else way)  # fmt: skip
                    found.setdefault(key, []).append(event["event_id"])
    return {(*key, min(ids)) for key, ids in found.items()}


def raw_evidence(world):
    """{(arena, a, b, dataset, third, date, event, level): weight}, the greatest where several apply."""
    found = {}

    def add(arena, a, b, dataset, third, date, event_id, level, weight):
        if third is not None and third not in (a, b):
            key = (arena, a, b, dataset, third, date, event_id, level)
            found[key] = max(found.get(key, 0.0), weight)

    for *where, third, event, level, weight in coded(world):
        add(*where, third, event["date"], event["event_id"], level, weight)
    for event in pair_event(world):
        where = (event["arena"], event["a"], event["b"], event["dataset"])
        for third, level, weight in [*named(world, event), *hosted(world, event)]:
            add(*where, third, event["date"], event["event_id"], level, weight)
    for where, third, day, events, weight in joined(world):
        for event_id in events:
            add(*where, third, day, event_id, "E3", weight)
    return found


def voice_of(event):
    """Country and kind of owner of the publisher of a report, or its name; None: unknown."""
    land, owner = event.get("publisher_country"), event.get("publisher_owner")
    return event.get("publisher") if land is None else f"{land} {owner or ''}"


def evidence_voices(world):
    """{(arena, a, b, dataset, third, date, event, level): voice} of evidence by code or place."""
    found = {}
    for arena, a, b, dataset, third, event, level, _ in coded(world):
        found[arena, a, b, dataset, third, event["date"], event["event_id"], level] = voice_of(event)
    for event in pair_event(world):
        for third, level, _ in hosted(world, event):
            found[event["arena"], event["a"], event["b"], event["dataset"], third, event["date"], event["event_id"],
                  level] = voice_of(event)  # fmt: skip
    return found


def coded(world):
    """(arena, a, b, dataset, third, event, level, weight) where a slot of the code names the third party."""
    for arena, a, b in world["pairs"]:
        for event in counted(world):
            for level, third, weight in world["slots"].get(event["code"], ()):
                side = "target" if third == "source" else "source"
                if official(event) and event[side] in (a, b):
                    yield arena, a, b, event["dataset"], event[third], event, level, weight


def named(world, event):
    """Third parties a data set names: their part in talks, promises and outcomes; a refusal of who called the talks."""
    root = event["code"][:2]
    for actor, part in parts_of(world, event):
        idle = part == "host" and event["place"] in world["fixed"]
        if (event["talk"] or event["outcome"] or root == "03") and not idle:
            yield (actor, *world["parts"][part])
        if part in ("mediator", "convener") and root in ("12", "13", "16"):
            yield actor, "N", 1.0


def hosted(world, event):
    """The country of the place of a meeting, unless meetings are held there by treaty."""
    if event["meeting"] and event["place_country"] is not None and event["place"] not in world["fixed"]:
        yield event["place_country"], "E3", world["host_weight"]


def joined(world):
    """Talks of an outsider with both sides close in time: the later day, the two events, the weight."""
    talks = side_talk(world)
    for arena, a, b, dataset, third, side, day, story, event in talks:
        for arena2, a2, b2, dataset2, third2, side2, day2, story2, event2 in talks:
            same = (arena, a, b, dataset, third) == (arena2, a2, b2, dataset2, third2)
            if same and (side, side2) == (a, b) and abs((day2 - day).days) <= world["tolerance"]:
                one = story is not None and story == story2
                weight = world["story_weight"] if one else world["near_weight"]
                yield (arena, a, b, dataset), third, max(day, day2), (event, event2), weight


def seated_evidence(world):
    """Rows (arena, a, b, dataset, third, via, date, event, level, share, weight, voice), formats split."""
    found, voices = [], evidence_voices(world)
    for key, weight in counted_evidence(world).items():
        (arena, a, b, dataset, third, day, event, level), voice = key, voices.get(key)
        members = [
            actor for where, name, pa, pb, actor, since, until in world["seats"]
            if (where, name, pa, pb) == (arena, third, a, b) and since <= day and (until is None or day < until)
        ]  # fmt: skip
        for actor in members:
            share = 1.0 / len(members)
            found.append((arena, a, b, dataset, actor, third, day, event, level, share, weight * share, voice))
        if not members:
            found.append((arena, a, b, dataset, third, None, day, event, level, 1.0, weight, voice))
    return found


def triad_evidence(world):
    """Rows with the day they are known: seated evidence, and the first outcome in the days after E1 or E3."""
    seated, found, credited = seated_evidence(world), [], {}
    for arena, a, b, dataset, third, via, day, event, level, share, weight, voice in seated:
        found.append((arena, a, b, dataset, third, via, share, day, day, event, level, weight, voice))
        if level in ("E1", "E3"):
            credited[arena, a, b, dataset, third, via, day] = share
    for (arena, a, b, dataset, third, via, day), share in credited.items():
        after = [
            (event["date"], event["event_id"]) for event in pair_event(world)
            if event["outcome"] and (event["arena"], event["a"], event["b"], event["dataset"]) == (arena, a, b, dataset)
            and day <= event["date"] <= day + timedelta(days=world["outcome_days"])
        ]  # fmt: skip
        if after:
            known, event = min(after)
            weight = world["outcome_weight"] * share
            found.append((arena, a, b, dataset, third, via, share, day, known, event, "E4", weight, None))
    return found
