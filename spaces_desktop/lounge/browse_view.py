"""The dialog that finds a lounge: the one that finds a club, in other words."""

from __future__ import annotations

from embedded_server.contracts.communities import Community
from spaces_desktop.communities.browse_view import BrowseView, BrowseWords
from spaces_desktop.kernel.money import money
from spaces_desktop.lounge.words import free_words, price_words


class LoungesBrowseView(BrowseView):
    def _words(self) -> BrowseWords:
        return BrowseWords(
            title=self.tr("Find a lounge"),
            listed=self.tr("Lounges"),
            about=self.tr("About this lounge"),
            choose=self.tr("Choose a lounge"),
            act=self.tr("Look in"),
            none_title=self.tr("No lounges on this server yet"),
            none_text=self.tr("Create the first one with the + button above your lounges."),
            not_found_title=self.tr("No lounges found"),
            not_found_text=self.tr("No lounge has “{words}” in its name or description."),
        )

    def _terms_of(self, chosen: Community) -> str:
        parts = [free_words(chosen), price_words(chosen)]
        fee = self._model.price
        if fee and not self._mine.is_member(chosen.id):
            parts.insert(0, self.tr("{amount} to come in.").format(amount=money(fee)))
        return " ".join(part for part in parts if part)

    def _act_words(self, chosen: Community) -> str:
        return self.tr("Open") if self._mine.is_member(chosen.id) else self.tr("Look in")
