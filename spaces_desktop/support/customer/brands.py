"""Finding a brand to ask: no membership and no fee, a chosen one is simply written to."""

from __future__ import annotations

from spaces_desktop.communities.browsing import BrowseModel, is_banned


class BrandsModel(BrowseModel):
    def join(self) -> None:
        """Go to the chosen one; asking needs no membership."""
        chosen = self.chosen
        if chosen is not None and not is_banned(chosen):
            self.entered.emit(chosen.id)
