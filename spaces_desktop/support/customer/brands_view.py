"""The dialog that finds a brand to write to: the one that finds a club, in other words."""

from __future__ import annotations

from embedded_server.contracts.communities import Community
from spaces_desktop.communities.browse_view import BrowseView, BrowseWords


class BrandsView(BrowseView):
    def _words(self) -> BrowseWords:
        return BrowseWords(
            title=self.tr("Find a brand"),
            listed=self.tr("Brands"),
            about=self.tr("About this brand"),
            choose=self.tr("Choose a brand"),
            act=self.tr("Write to them"),
            none_title=self.tr("No brands on this server yet"),
            none_text=self.tr("A company makes an official community, and appears here then."),
            not_found_title=self.tr("No brands found"),
            not_found_text=self.tr("No brand has “{words}” in its name or description."),
        )

    def _made_by(self, chosen: Community) -> str:
        """Whether a host has checked who they are."""
        if chosen.is_verified:
            return self.tr("The host of this server has checked who they are.")
        return self.tr("Not verified.")

    def _terms_of(self, _chosen: Community) -> str:
        return self.tr("Asking is free, and you need not join.")

    def _act_words(self, _chosen: Community) -> str:
        return self.tr("Write to them")

    def _takes_invites(self) -> bool:
        return False
