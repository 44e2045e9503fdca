"""Turns that only steer the conversation: “terus?”, “jelaskan lebih lanjut”, “lebih singkat”, “yang terakhir”.

Their words are data (``[[moves]]`` in the lexicon); what each kind does with the last turn is here.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from kadguide.answering.choosing import chosen_number
from kadguide.answering.dialogue import Context, neighbour_named, of_the_compared
from kadguide.answering.folding import tokens
from kadguide.answering.lists import entry_about
from kadguide.answering.question import Question, read_text
from kadguide.answering.vocabulary import Vocabulary
from kadguide.knowledge.model import Subject, counted_points
from kadguide.knowledge.snapshot import Card, Snapshot
from kadguide.light import NamedTuple

MOST_STEERING_WORDS = 12
NAMED_ENOUGH = 0.7
"""Share of the name of a stage that a message has which says that it is done."""
LATELY = 4
"""The last entries shown whose topics are talked about."""
MOST_NAMING_A_NEIGHBOUR = 4
"""Words up to which nothing but the article after or before the last one is asked for (“pasal sebelumnya apa?”)."""
MOST_NAMING_A_POINT = 2
"""Content words beside the position up to which nothing but the point is asked for (“tugas ketiga apa”)."""

_ABOUT_A_LAW = frozenset(("article", "status", "change"))
"""Aspects of an answer that is as much about its regulation as about its subject."""
_STAGES = ("steps", "list")
"""The first aspects of an entry that lists all stages of a matter."""
_DONE = frozenset(
    "sudah telah udah udh setelah sesudah selesai beres kalau kalo jika bila after once if done already has have been "
    "signed approved".split()
)
"""Words by which a message says that something is done, or supposes it."""
_UNDONE = frozenset("tidak belum nggak gak ga tak tapi tp cuma baru not no never but only yet nobody".split())
"""Words by which it says that something is not."""
MOST_DONE = 6
"""Content words up to which it says no more."""
AGREED, NOW, REPLACED = "agreed", "now", "replaced"
"""Kinds of moves that have rules of their own, and otherwise lead nowhere: the stage is done; the regulation that is in
force is meant, or what took the place of one."""
_NEVER_FIRST = frozenset("itu ini yang it that this".split())
_OF_TWO = frozenset(("comparison", "choice"))
_OTHER_ONE = dict.fromkeys(("satunya", "lain", "lainnya", "other one", "other"), "other")


def position_chosen(text: str, snapshot: Snapshot, context: Context) -> int | None:
    """The position that a bare number means when the last answer was a list; ``None`` otherwise."""
    number = chosen_number(text)
    if not number or context.entry not in snapshot.position:
        return None
    listed = context.group is not None and snapshot.groups[context.group].entry == context.entry
    said = context.group is not None and not text.strip(" ?!.").isdigit()  # “nomor 10?” after another member
    return number if listed or said or _counts_points(snapshot, context) else None


def article_beside(text: str, snapshot: Snapshot, context: Context, vocabulary: Vocabulary) -> str | None:
    """The article that “and the next one?” means after an answer about an article; ``None`` otherwise."""
    if context.entry not in snapshot.position or len(context.articles) != 1 or not context.articles[0].isdigit():
        return None
    card = snapshot.card_of(context.entry)
    if len(tokens(text)) <= MOST_NAMING_A_NEIGHBOUR and (neighbour := neighbour_named(text, context.articles)):
        return neighbour
    if "article" not in card.aspects[:2] and "-pasal-" not in (card.subject or ""):
        return None
    step = {"next": 1, "previous": -1}.get(made_of(text, vocabulary.moves, vocabulary) or "")
    return str(int(context.articles[0]) + step) if step else None


class Move(NamedTuple):
    """What a steering turn shows: an entry, and which part of it; see :class:`kadguide.answering.reply.Reply`."""

    entry: str
    focus: str | None = None
    point: int = 0


def steer(asked: Question, context: Context, snapshot: Snapshot, vocabulary: Vocabulary) -> Move | None:
    """What to show when the turn only steers the conversation; ``None`` when it asks for something by itself."""
    if asks_which_of_two(asked) and (choice := _how_to_choose(asked, context, snapshot)):
        return Move(choice)
    if context.entry not in snapshot.position:
        return None
    only_the_other = made_of(asked.text, _OTHER_ONE, vocabulary) is not None
    if only_the_other and (other := of_the_compared(asked, context)):
        entry = entry_about(snapshot.subjects[other], snapshot, context.aspects)
        return Move(entry) if entry else None
    if asked.cited.ordinals and asked.content <= 1 and (chosen := of_the_compared(asked, context)):
        entry = entry_about(snapshot.subjects[chosen], snapshot, context.aspects - _OF_TWO)
        return Move(entry) if entry else None
    if asked.cited.anything or asked.cited.ordinals:
        return _point(asked, context, snapshot)
    if not _names_what_is_talked_about(asked, snapshot, context) and (
        kind := made_of(asked.text, vocabulary.moves, vocabulary)
    ):
        return follow(kind, snapshot, context)
    # "Selain transparansi apa lagi?" sets a member of the list aside and asks for the rest.
    rest = asked.asks_for_others and not asked.excluded_lists and not asked.unknown
    return follow("others", snapshot, context) if context.group and rest else None


def asks_which_of_two(asked: Question) -> bool:
    """Whether the turn asks nothing but which is to be chosen (“mana yang lebih baik?”)."""
    return not _OF_TWO.isdisjoint(asked.aspects) and asked.content == 1 and not asked.subjects


def _how_to_choose(asked: Question, context: Context, snapshot: Snapshot) -> str | None:
    """What tells how to choose among those that were laid side by side last; none when nothing does."""
    compared = [snapshot.subjects[id_] for id_ in context.compared if id_ in snapshot.subjects]
    topics = {subject.topic for subject in compared}
    if len(compared) < len(_OF_TWO) or len(topics) > 1 or "choice" not in asked.aspects:
        return None
    entries = next(t.entries for t in snapshot.topics if t.id in topics)
    cards = (snapshot.card_of(id_) for id_ in entries)
    return next((c.id for c in cards if c.aspects[:1] == ("choice",) and c.subject is None), None)


def _names_what_is_talked_about(asked: Question, snapshot: Snapshot, context: Context) -> bool:
    """Whether a word that may steer is a name here: “kesimpulannya?” is the paper's while the paper is talked about."""
    topics = {snapshot.card_of(id_).topic for id_ in context.shown[-LATELY:] if id_ in snapshot.position}
    return any(snapshot.subjects[id_].topic in topics for id_ in asked.subjects if id_ in snapshot.subjects)


def made_of(text: str, phrases: Mapping[str, str], vocabulary: Vocabulary) -> str | None:
    """What the first of ``phrases`` stands for, when the whole text is made of them and function words."""
    kinds = kinds_in(tokens(text), phrases, vocabulary.function_words)
    return kinds[0] if kinds else None


def kinds_in(rest: Sequence[str], phrases: Mapping[str, str], functions: Container[str]) -> list[str] | None:
    """What the ``phrases`` stand for that words are made of, beside function words; ``None`` if there are others."""
    kinds: list[str] = []
    if len(rest) > MOST_STEERING_WORDS:
        return None
    while rest:
        size = next((n for n in range(len(rest), 0, -1) if " ".join(rest[:n]) in phrases), 0)
        if size:
            kinds.append(phrases[" ".join(rest[:size])])
        elif rest[0].isdigit() or (len(rest[0]) > 1 and rest[0] not in functions):
            return None
        rest = rest[max(size, 1) :]
    return kinds


def _counts_points(snapshot: Snapshot, context: Context) -> int:
    """How many points the last answer counts, when it is a list whose members have no entries of their own."""
    card = snapshot.card_of(context.entry or "")
    lists = card.aspects[:1] == ("list",) or card.aspects[:2] == _STAGES
    if not lists or any(group.entry == card.id for group in snapshot.groups.values()):
        return 0
    return len(counted_points(snapshot.entry(card.id).body.id))


def _point(asked: Question, context: Context, snapshot: Snapshot) -> Move | None:
    """The point that “yang ketiga?” means of the list shown last."""
    elsewhere = asked.subjects or asked.groups or asked.unknown or asked.cited.laws or asked.cited.articles
    if len(asked.cited.ordinals) != 1 or elsewhere or asked.content > MOST_NAMING_A_POINT:
        return None
    if not _counts_points(snapshot, context):
        return None
    return Move(context.entry or "", "point", asked.cited.ordinals[0])


def follow(kind: str, snapshot: Snapshot, context: Context) -> Move | None:
    """What a turn of this ``kind`` shows after the last one; ``None`` when it leads nowhere.

    ``more``: what else there is on the matter · ``next``, ``previous``: the next member of a list and the one before,
    else more · ``shorter``: the same in a sentence · ``last``: the last member or point of the list · ``position``,
    ``others``: the list that the matter is from · ``example``: its example · ``law``, ``paper``: the same matter in the
    law, in the paper · ``check``: what the law makes of what the paper says · ``source``: whom or what the last answer
    rests on. What is ``agreed`` leads to the next stage, or nowhere: :func:`stage_after`;
    ``now`` and ``replaced`` to another regulation: :func:`kadguide.answering.shifting.law_in_force_now`.
    """
    if kind in (AGREED, NOW, REPLACED):
        return None
    card = snapshot.card_of(context.entry or "")
    subject = snapshot.subjects.get(card.subject or "")
    if kind == "shorter":
        return Move(card.id, "short")
    if kind == "source" or (kind == "check" and card.layer == "law"):
        return Move(card.id, "sources")
    if kind in ("position", "others"):
        group = subject.group if subject and subject.group else context.group
        listed = snapshot.groups[group].entry if group else None
        return Move(listed) if listed else _first_unseen("more", snapshot, context, card)
    if kind == "last" and (points := _counts_points(snapshot, context)):
        return Move(card.id, "point", points)
    if kind == "last" and context.group:
        return _overview(snapshot, snapshot.members(context.group)[-1:])
    if kind == "next" and context.group and snapshot.groups[context.group].entry == card.id:
        told = (_overview(snapshot, [member]) for member in snapshot.members(context.group))
        if found := next((move for move in told if move and move.entry not in context.shown), None):
            return found
    if kind in ("next", "previous") and (point := _point_beside(snapshot, context, forward=kind == "next")):
        return Move(card.id, "point", point)
    stages = card.aspects[:2] == _STAGES  # all stages of the matter; after them comes no other matter
    if (
        kind in ("next", "previous")
        and not stages
        and (found := _neighbour(snapshot, context, card, forward=kind == "next"))
    ):
        return found
    if kind == "previous":  # of the first member, or of what is in no list
        listed = snapshot.groups[subject.group].entry if subject and subject.group else None
        return Move(listed) if listed else None
    return _first_unseen(kind, snapshot, context, card)


def _point_beside(snapshot: Snapshot, context: Context, *, forward: bool) -> int:
    """The point after or before the one that was shown last; 0 when there is none, or all of the list was shown."""
    point = context.point + (1 if forward else -1)
    return point if context.point and 0 < point <= _counts_points(snapshot, context) else 0


def _neighbour(snapshot: Snapshot, context: Context, card: Card, *, forward: bool) -> Move | None:
    """The member of a list after or before the one that the last answer is about, or else before its regulation."""
    named = [card.subject]
    if not _ABOUT_A_LAW.isdisjoint(card.aspects):
        named += [f"{law.kind}-{law.number}-{law.year}" for law in context.laws]
    if not any(_is_member(id_, snapshot) for id_ in named):  # what a stage leads to belongs to that stage
        stages = _stages_linked(card, snapshot)
        named += stages if len(stages) == 1 else []
    for subject in (snapshot.subjects[id_] for id_ in named if id_ in snapshot.subjects):
        if not subject.group or not subject.order:
            continue
        members = snapshot.members(subject.group)
        after = [member for member in members if (member.order or 0) > subject.order]
        before = [member for member in members if (member.order or 0) < subject.order]
        return _overview(snapshot, after[:1] if forward else before[-1:])
    return None


def _is_member(id_: str | None, snapshot: Snapshot) -> bool:
    subject = snapshot.subjects.get(id_ or "")
    return subject is not None and bool(subject.group and subject.order)


def _stages_linked(card: Card, snapshot: Snapshot) -> list[str]:
    linked = {snapshot.card_of(id_).subject for id_ in card.see_also if id_ in snapshot.position}
    return [id_ for id_ in linked if id_ and _is_stage(id_, snapshot)]


def _is_stage(id_: str, snapshot: Snapshot) -> bool:
    """Whether a subject is one of the stages that a list counts."""
    subject = snapshot.subjects.get(id_)
    listed = snapshot.groups[subject.group].entry if subject and subject.group and subject.order else None
    return listed is not None and snapshot.card_of(listed).aspects[:2] == _STAGES


_ASKING = frozenset("apa siapa kapan berapa mana bagaimana what who which when where how".split())


def stage_after(asked: Question, snapshot: Snapshot, context: Context, vocabulary: Vocabulary) -> Move | None:
    """The stage after the one that the message says is done: “DPRD sudah setuju, lalu apa?”."""
    words = tokens(asked.text)
    if made_of(asked.text, vocabulary.moves, vocabulary) == AGREED:
        return _stage_after_what(asked.terms | context.asked, asked, snapshot, context, vocabulary)
    if _DONE.isdisjoint(words) or not _UNDONE.isdisjoint(words) or asked.content > MOST_DONE:
        return None
    ends = (at for at in range(1, len(words)) if words[at] not in _NEVER_FIRST)
    end = next((at for at in ends if made_of(" ".join(words[at:]), vocabulary.moves, vocabulary) == "next"), 0)
    if not end or not _ASKING.isdisjoint(words[:end]):  # “which document is drafted afterwards?” asks for more
        return None
    return _stage_after_what(asked.terms, asked, snapshot, context, vocabulary)


def _stage_after_what(
    said: frozenset[str], asked: Question, snapshot: Snapshot, context: Context, vocabulary: Vocabulary
) -> Move | None:
    """The stage after the one that the terms ``said`` name, or that the last answer is about."""
    topic = snapshot.subjects[context.matter].topic if context.matter else None
    stages = [s for s in snapshot.subjects.values() if _is_stage(s.id, snapshot)]
    named = {stage.id: _named(stage, said, vocabulary) for stage in stages}
    done = max(stages, key=lambda s: (named[s.id], s.topic == topic), default=None)
    if done is None or named[done.id] < NAMED_ENOUGH:
        shown = snapshot.card_of(context.entry) if context.entry in snapshot.position else None
        of_stage = shown and (_is_stage(shown.subject or "", snapshot) or _stages_linked(shown, snapshot))
        small = asked.content <= MOST_NAMING_A_POINT + 1
        return _neighbour(snapshot, context, shown, forward=True) if shown and of_stage and small else None
    members = snapshot.members(done.group or "")
    return _overview(snapshot, [member for member in members if (member.order or 0) > (done.order or 0)][:1])


def _named(stage: Subject, said: frozenset[str], vocabulary: Vocabulary) -> float:
    """The share, 0 to 1, of one of the names of ``stage`` that stands in the terms ``said``."""
    names = [{t for t in read_text(name, vocabulary).terms if not t.startswith("s:")} for name in stage.names.all]
    return max((len(terms & said) / len(terms) for terms in names if len(terms) > 1), default=0.0)


def _first_unseen(kind: str, snapshot: Snapshot, context: Context, card: Card) -> Move | None:
    """The first entry that belongs to the matter, fits the kind of move and was not shown yet."""
    linked = [snapshot.card_of(id_) for id_ in card.see_also if id_ in snapshot.position]
    own = [c for subject in context.subjects[:1] for c in snapshot.cards_of(subject)]
    same = [c for c in linked if card.subject and c.subject == card.subject]
    order = (*same, *own, *linked) if kind in ("more", "next") else (*linked, *own)
    unseen = [other for other in order if other.id != card.id and other.id not in context.shown]
    if kind == "example":
        examples = [other for other in unseen if "example" in other.aspects]
        unseen = sorted(examples, key=lambda other: other.aspects[0] != "example")
    elif kind in ("law", "paper"):
        unseen = [other for other in unseen if other.layer == kind]
    elif kind == "check":
        unseen = sorted(
            (other for other in unseen if other.layer == "law"), key=lambda other: "note" not in other.aspects
        )
    return Move(unseen[0].id) if unseen else None


def _overview(snapshot: Snapshot, members: list[Subject]) -> Move | None:
    """The entry that explains the first of ``members``."""
    cards = [card for member in members for card in snapshot.cards_of(member.id)]
    if not cards:
        return None
    return Move(max(cards, key=_is_an_overview).id)


def _is_an_overview(card: Card) -> tuple[bool, bool, bool]:
    main = card.aspects[0] if card.aspects else ""
    return main == "definition", main == "contents", "definition" in card.aspects
