"""Pages of others inside the window, treated as hostile.

Four things stand between such a page and everything else: a proxy that all its traffic goes through
and that connects to checked public addresses alone (`proxy`), an interceptor that refuses early and
says why (`guarding`), a profile of its own that keeps nothing and grants nothing unasked
(`profile`), and a bridge that understands a closed set of messages (`bridge`).
"""
