"""`python -m tests.translations`: brings the catalogues up to date and compiles them."""

from __future__ import annotations

import sys

from tests.translations import catalogue
from tests.translations.extract import strings


def main() -> int:
    try:
        found = strings()
    except ValueError as error:
        sys.stderr.write(f"not to be collected:\n{error}\n")
        return 1
    for language in catalogue.LANGUAGES:
        path = catalogue.file_of(language)
        merged = catalogue.merge(catalogue.read(path), found)
        catalogue.write(merged, language, path)
        catalogue.compile_to(path, path.with_suffix(".qm"))
        missing = [one for one, entry in merged.items() if not entry.translation]
        sys.stdout.write(f"{language}: {len(found)} strings, {len(missing)} not translated\n")
        if "--missing" in sys.argv:
            sys.stdout.writelines(f"{one.context}\t{one.text!r}\n" for one in missing)
    return 0


if __name__ == "__main__":
    sys.exit(main())
