"""Makes a report's document of a loaded register: the one way that render and verify go."""

from dataclasses import dataclass
from datetime import date

from kvalitet import __version__
from kvalitet.facts._catalogue import ReportFile, gathered
from kvalitet.model.document import Document, Facts, Scope
from kvalitet.pipeline.assess import assess
from kvalitet.pipeline.load import Loaded


@dataclass(frozen=True, slots=True)
class Made:
    """A report's facts with the register and the day they rest on."""

    file: ReportFile
    loaded: Loaded
    today: date
    facts: Facts

    def document(self, *, draft: bool) -> Document:
        """The document, final or as a draft. Raises KvalitetError for a template that is missing or wrong."""
        from kvalitet.render.house import house
        from kvalitet.render.markdown import Imprint, document

        register = self.loaded.register
        imprint = Imprint(
            provider=register.settings.provider,
            judged=self.today,
            origin=register.origin,
            version=__version__,
            draft=draft,
            house=house(register.settings, self.loaded.tree),
        )
        return document(self.file.name, self.facts, imprint, self.loaded.tree)


def made(file: ReportFile, loaded: Loaded, today: date, scope: Scope) -> Made:
    """The facts of a report about a scope, of a register judged on a day."""
    return Made(file, loaded, today, gathered(file, assess(loaded, today)[0], scope))
