"""What fixtures cannot show of the rules KV901 and KV902 on persons."""

from kvalitet.rules.kv9 import kv901_personnummer_i_registret as kv901
from kvalitet.rules.kv9 import kv902_person_dar_en_roll_hor_hemma as kv902


def test_the_first_fifty_of_a_file_are_pointed_out() -> None:
    numbers, addresses = "811218-9876\n" * 52, "eva.andersson@example.se\n" * 52
    told = list(kv901.source("bilagor/lista.txt", numbers)), list(kv902.source("bilagor/lista.txt", addresses))
    assert [[fault.span.line for fault in faults if fault.span] for faults in told] == [list(range(1, 51))] * 2
