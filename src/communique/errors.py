"""The errors a user can meet, as one tree; each message says what is wrong, where, and what to do next.

CommuniqueError
├── DocumentError     a document cannot be taken in (file, encoding, format)
├── LanguageError     no language given or found, or none that is installed
├── LexiconError      a lexicon file breaks its format (says file:line)
├── GoldError         a gold file or a file of floors is missing or broken
├── ParserError       a parser or its model is missing or broken
├── RecordError       a record (JSON) is not what record.md says
├── RegisterError     a register cannot be opened or written, or holds no such thing
├── ExportError       an export cannot be written, or not in that format
└── QuestionError     a question to the register asks for nothing, or for what it does not know
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


class RegisterError(CommuniqueError):
    """A register cannot be opened or written, or it holds no such thing."""


class QuestionError(CommuniqueError):
    """A question to the register asks for nothing, or for what the register does not know."""


class ExportError(CommuniqueError):
    """An export cannot be written, or not in that format."""
