"""A small report that has one of everything, and what it becomes when it is revised."""

REPORT = """1. Figures
The port handled 41,200 containers in 2025, more than ever. Ferries carried "half the town".
- The port authority has reportedly sold the old crane.
- Unemployment in the town fell to 4.2 percent.
The Quay
The quay was built in 1931, and it is 912 m long. It was widened in 1958 [2].
2. Outlook
The port will grow in the coming years. Who pays for the new quay?
I think the old crane was lovely.
References
1. Yearbook of the port, containers and ferries: https://example.org/yearbook-2025
2. History of the quay: https://example.org/quay
3. Press release: https://example.org/press
"""

REVISED = (
    REPORT.replace("41,200", "43,000")
    .replace("912 m", "915 m")
    .replace("- Unemployment in the town fell to 4.2 percent.\n", "")
    .replace("more than ever. ", "more than ever. A lighthouse was opened in May 2026. ")
)
"""One sentence touched, one touched in its second part, one cut, one new."""

CLAIMS = """version: 1
report: {key: port-2025, title: The port in 2025}
claims:
  - {key: containers, text: "The port handled 41,200 containers in 2025, more than ever.",
     quote: 'handled 41,200 containers', kind: figure}
  - {key: ferries, text: In 2025 ferries carried half the town., quote: Ferries carried}
  - {key: crane, text: The port authority has sold the old crane., quote: sold the old crane,
     section: 1. Figures, hedge: reportedly}
  - {key: unemployment, text: Unemployment in the town fell to 4.2 percent.,
     quote: Unemployment in the town, kind: figure}
  - {key: quay-built, text: The quay was built in 1931., quote: The quay was built}
  - {key: quay-length, text: It is 912 m long., quote: it is 912 m, kind: figure}
  - {key: quay-widened, text: The quay was widened in 1958., quote: widened in 1958}
"""
