"""One row of a message list: how it is measured, what can be clicked in it, how it is painted."""
