"""What all tables share: times in UTC, names of constraints, closed words."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """
    An aware datetime in UTC, to the microsecond, on SQLite as on Postgres.

    SQLite hands back naive values; a naive value is refused on the way in.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Take aware values only."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Give aware UTC values only."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Spans(sa.types.TypeDecorator[tuple[tuple[int, int], ...]]):
    """Places in a text, as compact JSON: `[[0,12],[20,31]]`."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(
        self, value: tuple[tuple[int, int], ...] | None, dialect: sa.Dialect
    ) -> str | None:
        """Write the pairs without blanks."""
        return None if value is None else json.dumps(value, separators=(",", ":"))

    def process_result_value(
        self, value: str | None, dialect: sa.Dialect
    ) -> tuple[tuple[int, int], ...] | None:
        """Read the pairs back."""
        return None if value is None else tuple((start, end) for start, end in json.loads(value))


class Lines(sa.types.TypeDecorator[tuple[str, ...]]):
    """Short texts without line ends in them, one on each line."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: sa.Dialect) -> str | None:
        """Write them one below the other."""
        return None if value is None else "\n".join(value)

    def process_result_value(
        self, value: str | None, dialect: sa.Dialect
    ) -> tuple[str, ...] | None:
        """Read them back."""
        return None if value is None else tuple(value.split("\n")) if value else ()


class Base(DeclarativeBase):
    """Every table; the naming convention makes constraints the same on both databases."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 -- SQLAlchemy reads it as a class attribute
        datetime: UtcDateTime,
        str: sa.Text,
        dict[str, Any]: sa.JSON,
        list[Any]: sa.JSON,
    }


def one_of(column: str, words: type[StrEnum]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word.value}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)
