"""Safe Markdown: from what was typed to a text document that loads nothing and runs nothing."""
