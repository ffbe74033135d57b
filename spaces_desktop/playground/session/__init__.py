"""One session of a space as somebody who is in it sees it: its page, its people, its chat.

`model` knows how the session stands, `chat` what is said in it, `desk` what its page is told and
asks for; `view.SessionPane` shows them. `web` alone knows the web engine, and is imported when a
page is first shown.
"""
