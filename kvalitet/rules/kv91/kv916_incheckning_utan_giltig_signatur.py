"""En incheckning saknar giltig signatur.

Registret kräver att incheckningar är signerade från en viss dag, krav.signering.från i kvalitet.yaml, men en
incheckning som har ändrat registret är osignerad, är signerad med en nyckel som inte gällde då eller inte är en av
registrets, eller har en signatur som inte stämmer. Kravet gäller också varje incheckning som bygger på en från den
dagen eller senare, vilken dag den än själv säger, och alltid den som tar bort kravet eller skjuter upp det.

Vilka nycklar som gäller står i registret, bredvid kvalitet.yaml. SSH-nycklar står i filen signatarer, med en rad för
varje nyckel i OpenSSH:s form för tillåtna signatärer. Först på raden står innehavarens beteckning i organisation.yaml.
Tiden som nyckeln gäller skrivs med valid-after och valid-before:

h-003 valid-after="20260101",valid-before="20280101" ssh-ed25519 AAAA…

PGP-nycklar, de offentliga delarna, står i filen signatarer.asc. Vems en sådan nyckel är står i organisation.yaml: dess
fingeravtryck under nyckel i innehavet. Den gäller så länge innehavet varar, om den inte själv har gått ut dessförinnan.

Varför: Namnet i en incheckning kan vem som helst skriva. En signatur visar vem som stod bakom. Om signering krävs har
vårdgivaren själv bestämt.

Gör så här: Ta reda på vem som gjorde incheckningen och låt den som svarar för registret avgöra om den ska stå. Signera
med git commit -S. Är nyckeln ny, lägg till den bland registrets nycklar i en signerad incheckning.

Fel:
    # incheckning 2026-02-02 av Eva Ek
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2023-01-01
    krav:
      signering:
        från: 2026-03-01
    ---
    # incheckning 2026-03-02 av Eva Ek
    # signerad h-004
    id: DOK-0001
    titel: Rutin för telemetri
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
    ---
    # incheckning 2026-03-03 av Eva Ek
    id: DOK-0001
    titel: Rutin för telemetri på vårdavdelning
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
Rätt:
    # incheckning 2026-02-02 av Eva Ek
    # fil: kvalitet.yaml
    vårdgivare: Region Exempel
    börjar: 2023-01-01
    krav:
      signering:
        från: 2026-03-01
    ---
    # incheckning 2026-03-02 av Eva Ek
    # signerad h-004
    id: DOK-0001
    titel: Rutin för telemetri
    enhet: kardiologi
    status: utkast
    handlingstyp: rutin
"""

from collections.abc import Iterator

from kvalitet.model.finding import Fault, Severity, own_target
from kvalitet.model.history import Commit
from kvalitet.model.past import Past, Signature, told

SEVERITY = Severity.ERROR
BASIS = own_target("incheckningar är signerade av den som gör dem")

_FIELD = ("krav", "signering", "från")
_WORDS = {
    "N": "är osignerad",
    "B": "har en signatur som inte stämmer med innehållet",
    "U": "är signerad med en nyckel som inte är en av registrets eller inte gällde då",
    "E": "är signerad med en nyckel som inte är en av registrets",
    "Y": "är signerad med en nyckel som hade gått ut",
    "R": "är signerad med en nyckel som är återkallad",
}
_OTHER = "är inte signerad så att det går att pröva"


def history(past: Past) -> Iterator[Fault]:
    """A fault for each commit that is to be signed and is not, or one where nobody's key is known."""
    if past.demanded and not past.signers:
        yield _at_demand(
            past,
            "signatarer",
            "signering krävs, men filen signatarer saknas, så ingen signatur går att pröva",
            "Lägg filen signatarer, eller signatarer.asc för PGP-nycklar, bredvid kvalitet.yaml; "
            "se ”kvalitet explain KV916”.",
        )
        return
    for commit in past.commits:
        found = past.signatures.get(commit.id, Signature(letter="N"))
        if commit.id in past.demanded and not found.holds:
            yield _at_demand(
                past,
                commit.id,
                f"{_what(past, commit)} {told(commit)} {_WORDS.get(found.letter, _OTHER)}",
                "Ta reda på vem som gjorde den, och låt den som svarar för registret avgöra om den ska stå.",
            )


def _what(past: Past, commit: Commit) -> str:
    weaker = commit.id in past.weakened
    return "ändringen som tog bort eller sköt upp kravet på signering" if weaker else "ändringen"


def _at_demand(past: Past, demand: str, message: str, help: str) -> Fault:  # noqa: A002  # a finding's own word
    return Fault(path=past.register.settings.path, field=_FIELD, demand=demand, message=message, help=help)
