"""Makes a report's document of a loaded register: the one way that render and verify go."""

from dataclasses import dataclass

from kvalitet import __version__
from kvalitet.facts._catalogue import ReportFile, gathered
from kvalitet.model.assessment import Assessment
from kvalitet.model.document import Document, Facts, Scope
from kvalitet.model.wording import ascii_form
from kvalitet.pipeline.load import Loaded


@dataclass(frozen=True, slots=True)
class Made:
    """A report's facts with the register and the assessment they rest on."""

    file: ReportFile
    loaded: Loaded
    assessment: Assessment
    facts: Facts

    def document(self, *, draft: bool) -> Document:
        """The document, final or as a draft. Raises KvalitetError for a template that is missing or wrong."""
        from kvalitet.render.house import house
        from kvalitet.render.markdown import Imprint, document

        register = self.loaded.register
        imprint = Imprint(
            provider=register.settings.provider,
            judged=self.assessment.today,
            origin=register.origin,
            version=__version__,
            draft=draft,
            house=house(register.settings, self.loaded.tree),
        )
        return document(self.file.name, self.facts, imprint, self.loaded.tree)


def file_name(file: ReportFile, scope: Scope) -> str:
    """What tells a document from the year's others: report, period, unit, area and record."""
    # an area is a code in Swedish or the id of a process, which keeps its capitals
    area = scope.area if not scope.area or scope.area.isascii() else ascii_form(scope.area)
    parts = (file.name, scope.period.text, scope.unit, area, scope.record)
    return "-".join(part for part in parts if part)


def made(file: ReportFile, loaded: Loaded, assessment: Assessment, scope: Scope) -> Made:
    """The facts of a report about a scope, of a register that has been judged."""
    return Made(file, loaded, assessment, gathered(file, assessment, scope))
