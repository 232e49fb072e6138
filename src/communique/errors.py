"""The errors a user can meet, as one tree; each message says what is wrong, where, and what to do next.

CommuniqueError
├── DocumentError     a document cannot be taken in (file, encoding, format)
├── LanguageError     no language given or found, or none that is installed
├── LexiconError      a lexicon file breaks its format (says file:line)
├── GoldError         a gold file or a file of floors is missing or broken
├── ParserError       a parser or its model is missing or broken
└── RecordError       a record (JSON) is not what record.md says
"""


class CommuniqueError(Exception):
    """Anything that went wrong and that the person at the keyboard can mend."""


class DocumentError(CommuniqueError):
    """A document cannot be taken in."""


class LanguageError(CommuniqueError):
    """A language is not given, not found, or not installed."""


class LexiconError(CommuniqueError):
    """A file of `languages/` breaks its format."""


class GoldError(CommuniqueError):
    """A gold file or a file of floors is missing or broken."""


class ParserError(CommuniqueError):
    """A parser or its model is missing or broken."""


class RecordError(CommuniqueError):
    """A record does not hold to the public format."""
