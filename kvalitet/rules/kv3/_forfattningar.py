"""The statutes whose numbers are known for certain, and those that have been repealed.

The numbers are those of Svensk författningssamling and of the agencies' own series. A statute that is not
here is never judged: that it is missing says nothing about it.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Forfattning:
    """A statute: what messages call it, the words that texts name it by (a pattern), and its number."""

    namn: str
    ord: str
    nummer: str


@dataclass(frozen=True, slots=True)
class Upphavd:
    """A repealed statute: its name and number, the pattern of a reference, the day, and what applies instead."""

    namn: str
    ord: str
    upphavd: date
    i_stallet: str


GALLANDE = (
    Forfattning("patientsäkerhetslagen", r"(?i:patientsäkerhetslag(?:en)?s?)|PSL", "2010:659"),
    Forfattning("patientsäkerhetsförordningen", r"(?i:patientsäkerhetsförordning(?:en)?s?)|PSF", "2010:1369"),
    Forfattning("patientlagen", r"(?i:patientlag(?:en)?s?)", "2014:821"),
    Forfattning("patientdatalagen", r"(?i:patientdatalag(?:en)?s?)|PDL", "2008:355"),
    Forfattning("hälso- och sjukvårdslagen", r"(?i:hälso-\s?och\s+sjukvårdslag(?:en)?s?)|HSL", "2017:30"),
    Forfattning(
        "offentlighets- och sekretesslagen", r"(?i:offentlighets-\s?och\s+sekretesslag(?:en)?s?)|OSL", "2009:400"
    ),
    Forfattning("socialtjänstlagen", r"(?i:socialtjänstlag(?:en)?s?)|SoL", "2025:400"),
    Forfattning("lagen om samordningsnummer", r"(?i:lagen\s+om\s+samordningsnummer)", "2022:1697"),
    Forfattning(
        "lagen om tillgänglighet till digital offentlig service",
        r"DOS-lagen|(?i:lagen\s+om\s+tillgänglighet\s+till\s+digital\s+offentlig\s+service)",
        "2018:1937",
    ),
)

UPPHAVDA = (
    Upphavd(
        "socialtjänstlagen (2001:453)",
        r"(?:(?i:socialtjänstlag(?:en)?s?)|SoL|SFS|(?i:lag(?:en)?))[\s,(]{1,4}(?:SFS\s*)?2001:453",
        date(2025, 7, 1),
        "socialtjänstlagen (2025:400)",
    ),
    Upphavd("SOSFS 2005:28", r"SOSFS[\s(]{1,3}2005:28", date(2017, 9, 1), "HSLF-FS 2017:40"),
)

FORE_DETTA = frozenset({"2001:453"})
"""Numbers that a statute's name has had before: wrong only since the repeal."""

LEX_SARAH_FLYTTADE = date(2025, 7, 1)
LEX_SARAH = "27 kap. socialtjänstlagen (2025:400)"
