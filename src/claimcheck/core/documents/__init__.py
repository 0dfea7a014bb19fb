"""The readable text of what a fetch brought back."""

from claimcheck.core.documents.document import EXTRACTOR_VERSION, Document
from claimcheck.core.documents.reading import read_document

__all__ = ["EXTRACTOR_VERSION", "Document", "read_document"]
