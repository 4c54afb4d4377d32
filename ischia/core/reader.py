"""Plain documents → checked records. A bad one is told with its file, line and field."""

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from ischia.core.loading import Documents, line_of
from ischia.core.problems import Problem

Record = TypeVar("Record", bound=BaseModel)


class Reader:
    """Turns plain documents into records and says where a bad one stands."""

    def __init__(self, folder: Path | None, documents: Documents) -> None:
        self.folder, self.documents = folder, documents

    def place(self, file: str, path: tuple[str | int, ...]) -> str:
        """Where something stands: file and line; the file alone where only its content was kept."""
        return f"{file}:{line_of(self.folder, file, path)}" if self.folder else file

    def part(self, file: str, key: str) -> Any:
        """One part of a file, as it is written."""
        if file not in self.documents:
            raise Problem(file, "no such file", "a knowledge folder with this file")
        if key not in self.documents[file]:
            raise Problem(f"{self.place(file, ())}: {key}", "missing", "a file with this part")
        return self.documents[file][key]

    def many(self, file: str, key: str, kind: type[Record]) -> dict[str, Record]:
        """A list of records, by id."""
        records = self.checked(_adapter(list[kind]), self.part(file, key), file, (key,))  # type: ignore[valid-type]
        kept: dict[str, Record] = {}
        for place, record in enumerate(records):
            name = record.id
            if name in kept:
                raise Problem(f"{self.place(file, (key, place))}: id", name, "an id that stands once")
            kept[name] = record
        return kept

    def whole(self, file: str, kind: type[Record]) -> Record:
        """A whole file as one record."""
        self.part(file, next(iter(self.documents.get(file, {})), "content"))
        record: Record = self.checked(_adapter(kind), self.documents[file], file, ())
        return record

    def checked(self, adapter: TypeAdapter[Any], data: Any, file: str, path: tuple[str | int, ...]) -> Any:
        """Plain data as a record; a bad one is told with file, line and field."""
        try:
            return adapter.validate_python(data)
        except ValidationError as error:
            first = error.errors()[0]
            where = (*path, *first["loc"])
            field = ".".join(str(step) for step in where if isinstance(step, str)) or file
            raise Problem(f"{self.place(file, where)}: {field}", first["input"], first["msg"]) from None


@lru_cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """What checks one kind of record; made once, for making it takes longer than using it."""
    return TypeAdapter(kind)
