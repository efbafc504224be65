"""Which records would show a sub-question, for where the register has none."""

from collections.abc import Mapping

NONE = "Inga poster i registret belyser frågan."
_SHOWN_BY: Mapping[str, str] = {
    "beskrivning_av_systemet": "ett gällande dokument om hur ledningssystemet är uppbyggt",
    "arbetet_antecknat": "årets avvikelser, klagomål, riskanalyser, egenkontroller, genomgångar och förbättringar",
    "riskanalyser_görs": "riskanalyser i varje verksamhet och före varje beslutad förändring",
    "årlig_patientsäkerhetsberättelse": "en rapport för varje år, en patientsäkerhetsberättelse som är upprättad",
    "årlig_kvalitetsberättelse": "en rapport för varje år, en kvalitetsberättelse som är upprättad",
    "lagkravslista": "gällande lagkrav med dagen då de senast granskades",
    "lagkrav_uppfylls": "lagkrav som anger de dokument eller egenkontroller som ser till att de uppfylls",
    "företrädd_i_kunskapsstyrningen": "forum på nationell och sjukvårdsregional nivå med vårdgivarens företrädare",
    "kunskapsstöd_tas_om_hand": "mottagna kunskapsstöd med vad vårdgivaren har beslutat om dem",
    "beslut_om_ledningssystemet": "beslut av nämnd eller styrelse om ledningssystemet",
    "beslut_om_processer": "ett beslut eller ett dokument om att arbetet ska styras i processer",
    "processkarta": "processer av varje slag: ledningsprocesser, kärnprocesser och stödprocesser",
    "processägare_och_processledare": "kärnprocesser med ägare och ledare",
    "kärnprocesser_beskrivna": "kärnprocesser med aktiviteter som pekar ut sina rutiner",
    "kvalitetskrav_på_kärnprocesser": "kärnprocesser med kvalitetskrav",
    "anpassade_till_verksamheten": "gällande dokument som har prövats mot verksamhetens storlek och uppdrag",
    "användbara": "gällande dokument vars användbarhet har prövats",
    "följsamhet": "en aktiv egenkontroll som avser ett dokument eller en process",
    "ansvaret_dokumenterat": "ett gällande dokument om hur ansvaret är fördelat",
    "ansvaret_känt": "ett gällande dokument om ansvaret som anger hur det delges",
    "rutiner_för_avvikelser": "ett gällande dokument om avvikelsehantering och ständiga förbättringar",
    "avvikelser_används": "avvikelser som har lett till åtgärder",
    "slump_eller_mönster": "avvikelser under så många perioder att en förändring kan skiljas från slump",
    "rutiner_för_risker": "ett gällande dokument om riskanalys och riskhantering",
    "egenkontroller_görs": "egenkontroller med frekvens, metod och genomföranden",
    "egenkontroller_förbättrar": "genomförda egenkontroller vars resultat har lett till åtgärder",
    "mätdata_används": "aktiva indikatorer med värden",
    "genomgång_av_kärnprocesser": "genomförda ledningsgenomgångar av varje kärnprocess",
    "genomgång_av_säkerhetsområden": "genomförda ledningsgenomgångar av varje säkerhetsområde",
    "genomgång_leder_till_beslut": "genomförda ledningsgenomgångar med beslut och åtgärder",
    "plan_för_ledningssystemet": "en handlingsplan om ledningssystemet, eller åtgärder efter revisioner",
}


def without_evidence(code: str) -> str:
    """The sentences in place of the evidence of a sub-question, which say what would show it where that is known."""
    shown_by = _SHOWN_BY.get(code)
    return f"{NONE} Det som skulle visa det är {shown_by}." if shown_by else NONE
