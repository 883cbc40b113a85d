"""The door to finding people as one types: without diacritics, in any word order, by initials or number."""

from store.search.directory import Directory, Match, Rank
from store.search.words import begins_words

__all__ = ["Directory", "Match", "Rank", "begins_words"]
