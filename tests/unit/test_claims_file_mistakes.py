"""Every mistake of a claims file at once, each at its place with the way out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.core.claims_file import parse_claims_file
from claimcheck.core.claims_file.limits import MAX_PROBLEMS
from claimcheck.errors import ClaimsFileError, Problem


def problems_of(content: str | bytes, name: str = "claims.yaml") -> tuple[Problem, ...]:
    """Give what is wrong with a file, () when nothing is."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    try:
        parse_claims_file(raw, name)
    except ClaimsFileError as exc:
        return exc.problems
    return ()


def numbered(rows: list[tuple[str, str]]) -> list[str]:
    """Name each row by its number and message: some contents are megabytes."""
    return [f"{number}-{expected}" for number, (_, expected) in enumerate(rows)]


def test_ten_mistakes_give_ten_located_messages() -> None:
    """One look at the list is enough to mend the whole file, in the order of its lines."""
    content = """\
version: 1
report:
  key: harbour
  title: The harbour
  published_on: 2026-02-30
  references: [{key: a, url: https://example.org/a}]
claims:
  - key: Claim One
    text: A.
  - key: c2
    text:
  - key: c3
    text: C.
    kind: figur
  - key: c4
    text: D.
    colour: red
  - key: c4
    text: E.
  - key: c5
    text: F.
    sources: [example.org/a]
  - key: c6
    text: G.
    sources: [{ref: b}]
  - key: c7
    text: H.
    tags: one
  - key: c8
    text: I.
    checkable: perhaps
"""
    assert [str(problem) for problem in problems_of(content)] == [
        "5:17: published_on '2026-02-30' is not a day of the calendar"
        " (write YYYY-MM-DD, as in 2026-01-31)",
        "8:10: key 'Claim One' is not a key"
        " (lower-case letters, digits, hyphens, dots and underscores, as in claim-one)",
        "11:10: text is missing (write text: and its text)",
        "14:11: 'figur' is not a word for kind (did you mean figure?)",
        "17:5: a claim has an unknown field 'colour' (use one of key, text, section, quote,"
        " claimant, kind, checkable, hedge, tags, sources)",
        "18:10: the key 'c4' stands twice, first in line 15 (give each claim a key of its own)",
        "22:15: the address does not say http or https (write https://example.org/a)",
        "25:21: the report has no reference with the key 'b' (use one of a)",
        "28:11: tags is not a list (write tags: [ … ])",
        "31:16: checkable is neither true nor false (write true or false)",
    ]


# the YAML that stands in the place of one claim's field, place, message, what to write
CLAIM_MISTAKES = [
    # unknown fields, with the one that was meant
    ("txt: a", (5, 5), "unknown field 'txt'", "did you mean text?"),
    ("Sources: []", (5, 5), "unknown field 'Sources'", "did you mean sources?"),
    ("<<: {a: b}", (5, 5), "unknown field '<<'", "use one of key"),
    # a field twice
    ("text: b", (5, 5), "'text' stands twice, first in line 4", "keep one"),
    # wrong kinds of values
    ("section: [a]", (5, 14), "section is not a text", "one text in quotes"),
    ("section: {a: b}", (5, 14), "section is not a text", "one text in quotes"),
    ("sources: https://example.org", (5, 14), "sources is not a list", "sources: ["),
    ("sources: [[https://example.org]]", (5, 15), "a source is not a text", "one text"),
    ("sources: {ref: a}", (5, 14), "sources is not a list", "sources: ["),
    ("checkable: 'true'", (5, 16), "neither true nor false", "true or false"),
    ("checkable: 1", (5, 16), "neither true nor false", "true or false"),
    ("checkable: [true]", (5, 16), "neither true nor false", "true or false"),
    ("? [a, b]\n    : c", (5, 7), "a list for a name", "field's name"),
    # words of closed lists
    ("kind: Figure", (5, 11), "'Figure' is not a word for kind", "did you mean figure?"),
    ("kind: xyz", (5, 11), "'xyz' is not a word for kind", "use one of fact, event"),
    ("sources: [{url: 'https://example.org', origin: autor}]", (5, 52), "origin", "author?"),
    # a forecast cannot be checked
    ("{kind: forecast, checkable: true}", (5, 33), "kind forecast cannot be checked", "false"),
    ("{checkable: yes, kind: opinion}", (5, 17), "kind opinion cannot be checked", "false"),
    # lengths
    (f"quote: {'a' * 301}", (5, 12), "quote has 301 characters, more than 300", "shorten"),
    (f"section: {'a' * 501}", (5, 14), "section has 501 characters", "shorten"),
    (f"tags: [{'a' * 51}]", (5, 12), "a tag has 51 characters", "shorten"),
    (f"tags: [{'a,' * 101}]", (5, 11), "more than 100 entries", "keep what matters"),
    # tags
    ("tags: [a b]", (5, 12), "'a b' holds a space", "write 'a-b'"),
    ("tags: ['']", (5, 12), "a tag is empty", "delete"),
    # controls that an escape brings in, and marks that turn a text around
    ('section: "a\\x07"', (5, 14), "control U+0007", "delete it"),
    ('section: "a\\0"', (5, 14), "control U+0000", "delete it"),
    ('section: "a\\u202eb"', (5, 14), "control U+202E", "delete it"),
    # sources
    ("sources: ['']", (5, 15), "address is empty", "a whole address"),
    ("sources: [ftp://example.org]", (5, 15), "neither http nor https", "on the web"),
    ("sources: [{}]", (5, 15), "either a ref or a url", "one of the two"),
    ("sources: [{ref: a, url: 'https://x.org'}]", (5, 15), "either a ref or a url", "one"),
    ("sources: [{ref: b}]", (5, 21), "no reference with the key 'b'", "write url:"),
    ("sources: [{uri: a}]", (5, 16), "a source has an unknown field 'uri'", "did you mean url?"),
    (
        "sources: [https://Example.org, 'https://example.org/?utm_source=x']",
        (5, 36),
        "names this source twice",
        "keep one",
    ),
    # YAML that can do harm
    ("section: !!python/object:os.system a", (5, 14), "tag '!!python/object:os.system'", "delete"),
    ("section: !x a", (5, 14), "the YAML tag '!x' is refused", "delete"),
    ("tags: !!set {a}", (5, 11), "the YAML tag '!!set' is refused", "delete"),
    ("section: *a", (5, 14), "the YAML alias '*a' is refused", "write the value itself"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "place", "message", "instead"), CLAIM_MISTAKES)
def test_mistake_in_a_claim_is_located(
    field: str, place: tuple[int, int], message: str, instead: str
) -> None:
    """The message stands at the value that is wrong and says what to write instead."""
    if field.startswith("{"):
        claim = "  - {key: c, text: b,\n\n     " + field.removeprefix("{")
    else:
        claim = f"  - key: c\n    text: b\n    {field}"
    found = problems_of(f"version: 1\nclaims:\n{claim}\n")
    assert [
        problem
        for problem in found
        if place == (problem.line, problem.column)
        and message in problem.message
        and instead in problem.instead
    ], found


# whole files: what is wrong, where, and what to write
FILE_MISTAKES = [
    # the version
    ("claims: [{key: a, text: b}]", "1:1: version is missing (write version: 1)"),
    ("version: 2\nclaims: [{key: a, text: b}]", "1:10: this program does not know this version"),
    ("version: '1'\nclaims: [{key: a, text: b}]", "1:10: this program does not know this version"),
    # no claims
    ("version: 1", "1:1: claims are missing"),
    ("version: 1\nclaims: []", "2:9: there are no claims"),
    ("version: 1\nclaims: {}", "2:9: claims is not a list"),
    # not a set of fields
    ("- a", "1:1: the file is not a set of fields (write version, report, claims)"),
    ("just words", "1:1: the file is not a set of fields"),
    ("version: 1\nclaims: [a]", "2:10: a claim is not a set of fields"),
    ("version: 1\nreport: a\nclaims: [{key: a, text: b}]", "2:9: the report is not a set of field"),
    # missing in a claim
    ("version: 1\nclaims:\n  - text: b", "3:5: key is missing"),
    ("version: 1\nclaims:\n  - key: b", "3:5: text is missing"),
    ("version: 1\nclaims: [{key: a, text: ' '}]", "2:25: text is missing"),
    # the report
    ("version: 1\nreport: {title: T}\nclaims: [{key: a, text: b}]", "2:9: key is missing"),
    ("version: 1\nreport: {key: r}\nclaims: [{key: a, text: b}]", "2:9: title is missing"),
    (
        "version: 1\nreport: {key: r, title: T, published_on: 31.1.2026}\n"
        "claims: [{key: a, text: b}]",
        "2:42: published_on '31.1.2026' is not a day",
    ),
    (
        "version: 1\nreport: {key: r, title: T, url: x}\nclaims: [{key: a, text: b}]",
        "2:33: the address does not say http",
    ),
    (
        "version: 1\nreport: {key: r, title: T, references: [{key: a}]}\n"
        "claims: [{key: a, text: b}]",
        "2:41: url is missing",
    ),
    (
        "version: 1\nreport: {key: r, title: T, references: [{url: 'https://a.org'},\n"
        " {url: 'https://A.org/#x'}]}\nclaims: [{key: a, text: b}]",
        "3:2: line 2 lists the same address",
    ),
    (
        "version: 1\nreport: {key: r, title: T, references: [{key: a, url: 'https://a.org'},\n"
        " {key: a, url: 'https://b.org/'}]}\nclaims: [{key: a, text: b}]",
        "3:8: the reference key 'a' stands twice",
    ),
    # two documents
    ("version: 1\nclaims: [{key: a, text: b}]\n---\na: b", "3:1: a second document begins"),
    # syntax, with a hint
    ("version: 1\nclaims:\n  - key: a\n    text: b: c", "4:12: not valid YAML: mapping values"),
    ("version: 1\n\tclaims: a", "2:1: not valid YAML: found a tab"),
    ("version: 1\nclaims: [{key: a", "3:1: not valid YAML"),
    ("version: 1\nclaims: ['a]", "2:13: not valid YAML"),
    # bombs
    ("[" * 100_000, "1:9: lists or fields lie too deep (nest at most 8 levels)"),
    ("- " * 100_000, "1:17: lists or fields lie too deep"),
    ("{a: " * 100_000, "1:33: lists or fields lie too deep"),
    ("? " * 100_000, "1:17: lists or fields lie too deep"),
]


@pytest.mark.parametrize(("content", "expected"), FILE_MISTAKES, ids=numbered(FILE_MISTAKES))
def test_mistake_of_the_whole_file_is_located(content: str, expected: str) -> None:
    """A file that cannot be what it should be says so in its first message."""
    assert str(problems_of(content)[0]).startswith(expected)


def test_alias_bomb_is_refused_without_expanding_it() -> None:
    """Nine lines that stand for a billion claims are nine messages, not a billion nodes."""
    levels = "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 30))
    found = problems_of(f"version: 1\nx0: &x0 a\n{levels}claims: *x29\n")
    assert sum("YAML alias" in problem.message for problem in found) == 30
    assert "the YAML alias '*x0' is refused" in found[2].message


JSON_MISTAKES = [
    # syntax
    ('{"version": 1,\n "claims": [}', "2:13: not valid JSON"),
    ('{"version": 1} x', "1:16: not valid JSON: Extra data"),
    ("{'version': 1}", "1:2: not valid JSON"),
    # text is text, not a number or a word
    ('{"version":1,"claims":[{"key":"a","text":5}]}', "1:42: text is not a text"),
    ('{"version":1,"claims":[{"key":"a","text":true}]}', "1:42: text is not a text"),
    ('{"version":1,"claims":[{"key":"a","text":NaN}]}', "1:42: text is not a text"),
    ('{"version":1,"claims":[{"key":"a","text":null}]}', "1:42: text is missing"),
    (f'{{"version":1,"claims":[{{"key":"a","text":{"9" * 9999}}}]}}', "1:42: text is not a text"),
    # names given twice are seen, where most readers keep the last
    ('{"version":1,"claims":[{"key":"a","text":"b",\n"key":"c"}]}', "2:1: 'key' stands twice"),
    # half of a surrogate pair cannot be stored
    (
        '{"version":1,"claims":[{"key":"a","text":"\\ud800"}]}',
        "1:42: text holds the control U+D800",
    ),
    (
        '{"version":1,"claims":[{"key":"a","text":"\\u0000"}]}',
        "1:42: text holds the control U+0000",
    ),
    # depth
    ("[" * 100_000, "1:9: lists or fields lie too deep"),
    ('{"a":' * 100_000, "1:41: lists or fields lie too deep"),
    # breadth
    ("[" + "0," * 3_000_001 + "0]", "too many values"),
]


@pytest.mark.parametrize(("content", "expected"), JSON_MISTAKES, ids=numbered(JSON_MISTAKES))
def test_mistake_in_json_is_located(content: str, expected: str) -> None:
    """JSON gets the same messages at its own places."""
    assert str(problems_of(content, "a.json")[0]).startswith(expected)


CSV_MISTAKES = [
    # the first row
    ("key,txt,source\na,b,", "1:5: unknown column 'txt' (did you mean text?)"),
    ("key,text\na,b", "1:1: the first row does not name the column source (begin with key,text"),
    ("a,b\nc,d", "1:1: unknown column 'a'"),
    ("key,text,source,key\na,b,,c", "1:17: the column key stands twice"),
    ("key,text,source,\na,b,,c", "1:17: a column has no name"),
    ("key;text;source\na;b;", "1:1: the columns are not separated by commas"),
    ("key\ttext\tsource\na\tb\t", "1:1: the columns are not separated by commas"),
    ("key,text,source\n", "1:1: there are no claims"),
    # rows
    ("key,text,source\na,b,,c", "2:6: the row has 4 cells for 3 columns (put a text"),
    ("key,text,source\na,,", "2:3: text is missing"),
    ("key,text,source\n,b,", "2:1: key is missing"),
    ("key,text,source\na,b,\n\n\na,c,", "5:1: the key 'a' stands twice, first in line 2"),
    ("key,text,source,kind\na,b,,figgure", "2:6: 'figgure' is not a word for kind"),
    ("key,text,source,report\na,b,,R 1", "2:6: report 'R 1' is not a key"),
    # the second source of a cell has its own place, also in quotes and over lines
    ("key,text,source\na,b,https://a.org x.org", "2:19: the address does not say http"),
    ('key,text,source\na,b,"https://a.org\nx.org"', "3:1: the address does not say http"),
    (
        "key,text,source\na,b,https://a.org https://a.org/",
        "2:19: the claim names this source twice",
    ),
    # quotes
    ('key,text,source\na,"b,c\nd,e,f', "2:3: the quote that opens here is not closed"),
    ('key,text,source\na,"b"c,d', "2:3: the quote that opens here is not closed"),
    # blank in its own way
    ('""\n""', "the table is empty"),
    # lines are counted through quoted line breaks
    ('key,text,source\na,"b\n\nc",\nB,d,', "5:1: key 'B' is not a key"),
    # breadth
    ("key,text,source\n" + "," * 3_000_001, "too many values"),
]


@pytest.mark.parametrize(("content", "expected"), CSV_MISTAKES, ids=numbered(CSV_MISTAKES))
def test_mistake_in_csv_is_located(content: str, expected: str) -> None:
    """A row's mistake stands at the cell where it is, in code points."""
    assert expected in [str(problem)[: len(expected)] for problem in problems_of(content, "a.csv")]


def test_columns_count_code_points() -> None:
    """Letters of any script count as one column each, in every format."""
    yaml_file = 'version: 1\nclaims: [{key: a, section: "ä語🗼", text: [x]}]'
    assert problems_of(yaml_file)[0].column == 41
    json_file = '{"version":1,"claims":[{"key":"a","section":"ä語🗼","text":[0]}]}'
    assert problems_of(json_file, "a.json")[0].column == 58
    assert problems_of("key,text,source\na,ä語🗼,x.org", "a.csv")[0].column == 7


def test_a_hundred_mistakes_are_listed_and_the_rest_counted() -> None:
    """A file in which everything is wrong gives one screenful, not a flood."""
    rows = "".join(f"C{n},text,\n" for n in range(1_234))
    found = problems_of("key,text,source\n" + rows, "a.csv")
    assert len(found) == MAX_PROBLEMS + 1
    assert str(found[-1]) == "and 1,134 more (mend these first)"


@pytest.mark.parametrize(
    "field",
    [
        "sources: ['https://desk:{}@example.org/']",
        "sources: ['desk:{}@example.org']",
        "sources: [{{url: 'https://desk:{}@example.org/ x'}}]",
        "sources: [{{ref: 'https://desk:{}@example.org/'}}]",
        "kind: https://desk:{}@example.org/",
        "tags: ['https://desk:{}@example.org/ x']",
        "'https://desk:{}@example.org/': x",
    ],
)
def test_no_message_repeats_a_password(field: str) -> None:
    """An address with credentials in the wrong place does not come back in a message."""
    password = "zq7-hunter-xw"
    claim = f"key: c\n    text: b\n    {field.format(password)}"
    found = problems_of(f"version: 1\nclaims:\n  - {claim}\n")
    assert found
    assert password not in " ".join(map(str, found)).lower()


@pytest.mark.parametrize("name", ["claims", "claims.txt", "claims.xlsx", "", ".yaml.bak"])
def test_other_endings_are_refused(name: str) -> None:
    """The name's ending says the format; another one is a mistake of its own."""
    (problem,) = problems_of("version: 1", name)
    assert str(problem) == (
        "the name does not say the format of the claims file (end it in .yaml, .json or .csv)"
    )


@given(
    st.one_of(st.binary(max_size=80), st.text(max_size=80)),
    st.sampled_from(["a.yaml", "a.json", "a.csv"]),
)
def test_any_content_is_a_claims_file_or_a_list_of_problems(
    content: str | bytes, name: str
) -> None:
    """Nothing that a file may hold raises anything but ClaimsFileError."""
    assert all(problem.message for problem in problems_of(content, name))


@given(
    st.text(alphabet=st.sampled_from("ab:-?!&*|>[]{},#'\"%@` \n\tversion1claims"), max_size=60),
    st.sampled_from(["version: 1\nclaims:\n  - ", 'key,text,source\n"', '{"version":1,"claims":[']),
)
def test_broken_syntax_is_a_problem(rest: str, start: str) -> None:
    """Whatever follows a good beginning, there is an answer."""
    name = {"v": "a.yaml", "k": "a.csv", "{": "a.json"}[start[0]]
    assert all(problem.message for problem in problems_of(start + rest, name))


@pytest.mark.parametrize("line_end", ["\n", "\x85", "\u2028"])
def test_tag_directives_are_refused_before_they_are_compared(line_end: str) -> None:
    """A file of directives, each of which a parser compares with all others, ends at the first."""
    content = "# x" + line_end + "".join(f"%TAG !a{n}! x\n" for n in range(100_000)) + "---\n"
    (problem,) = problems_of(content)
    assert "the YAML directive %TAG is refused" in problem.message
