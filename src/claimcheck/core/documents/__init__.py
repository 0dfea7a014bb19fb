"""The readable text of what a fetch brought back."""

from claimcheck.core.documents.document import EXTRACTOR_VERSION, READ_APART, Document
from claimcheck.core.documents.reading import read_document, read_structure

__all__ = ["EXTRACTOR_VERSION", "READ_APART", "Document", "read_document", "read_structure"]
