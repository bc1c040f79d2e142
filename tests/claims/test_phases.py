"""What is still to come and what has come are two things, and so are two steps of a case."""

from __future__ import annotations

import pytest

from twosource.claims.alignment import word_weights
from twosource.claims.apart import are_apart
from twosource.claims.likeness import Likeness
from twosource.claims.phases import of_two_phases

TWO = [
    ("The results of nine soil tests were still outstanding.", "Lead was found in two of nine soil tests."),
    ("Suspicion has shifted to green dye from the works.", "It was found in one opened tin of green dye."),
    ("The verdict on the mill is awaited.", "The verdict on the mill went against its owners."),
    ("The council has yet to publish the survey.", "The council published the survey."),
    ("Police detained Ada Fennick for questioning.", "Ada Fennick was brought before a judge at Tarn."),
    ("Ada Fennick was in custody.", "Ada Fennick was remanded in custody for nine days."),
    ("Ada Fennick was arrested at Tarn.", "Ada Fennick was charged with arson at Tarn."),
    ("Ada Fennick was sentenced to nine years.", "Ada Fennick went on trial for arson."),
    ("Police arrested Ada Fennick at Tarn.", "Police released Ada Fennick at Tarn."),
    ("The two ports had agreed to a tariff truce.", "The tariff truce takes effect at 3 a.m."),
    ("The two ports agreed to a tariff truce.", "The tariff truce came into force on Monday."),
    (
        "With 61 per cent of votes counted, the Lantern List had a third of the seats.",
        "The Lantern List has won the election with a third of the seats.",
    ),
    (
        "With 61 per cent of votes counted, the Lantern List had a third of the seats.",
        "With 93 per cent of the votes counted, the Lantern List had a third of the seats.",
    ),
    (
        "The harbour office hopes to have 70 percent of cranes back by Friday.",
        "Three in four cranes were back at work.",
    ),
    ("Dorvia offered to send two barges.", "Two barges from Dorvia arrived at Tarn."),
    ("Dorvia is ready to send two barges.", "Two barges from Dorvia have reached Tarn."),
    ("The office measured the swell at 6.4.", "The office revised the swell to 6.5 from 6.4."),
    ("A team of six divers is expected in Tarn on Friday.", "The divers arrived in Tarn at noon on Friday."),
    ("The ferry to Tarn is due to sail at noon.", "The ferry to Tarn sailed at noon."),
    ("The ferry to Tarn will sail at noon.", "The ferry had sailed to Tarn by noon."),
    ("The letter was written afterwards.", "Ada Fennick handed in the letter at noon."),
    ("The letter was written afterwards.", "She gave her letter to the mayor just before 10:30 a.m."),
    ("The fare was 40 crowns.", "The council raised the fare from 40 crowns to 52 crowns."),
    ("About 2,300 geese were counted.", "Some 2,600 geese were counted, up from 2,300."),
]
ONE = [
    ("The oar was said by Ada Fennick to belong to the ferry.", "Divers have found an oar of the ferry."),
    ("About 2,600 geese were counted.", "Some 2,600 geese were counted, up from 2,300."),
    ("Suspicion has shifted to the dye works.", "Investigators suspect the dye works."),
    ("Suspicion has fallen on the dye works.", "The leak may have come from the dye works."),
    ("Police questioned a suspect at the dye works.", "A man was questioned at the dye works."),
    ("A team of six divers is expected in Tarn on Friday.", "Six divers are due in Tarn on Friday."),
    ("A team of six divers is expected in Tarn on Friday.", "The team of divers arrives in Tarn on Friday."),
    ("A team of six divers is expected in Tarn on Friday.", "The team of divers had not arrived in Tarn."),
    ("Two divers will accompany each child.", "Each child is being accompanied by two divers."),
    ("The ferry to Tarn will sail at noon.", "The ferry to Tarn is to sail at noon."),
    ("The letter was written afterwards.", "The letter was written later."),
    ("Ada Fennick wrote the letter afterwards.", "Ada Fennick wrote the letter at noon."),
    ("The letter was written afterwards.", "After that Ada Fennick put a letter together."),
    ("Dorvia offered to send two barges.", "Dorvia has promised two barges."),
    ("Dorvia offered to send two barges.", "Tarn accepted an offer of two barges from Dorvia."),
    ("Dorvia offered to send two barges.", "Dorvia said it would send two barges."),
    ("Dorvia wants to build a lock.", "Dorvia has planned a lock."),
    ("The council raised the fare from 40 crowns to 52 crowns.", "The council put up the fare to 52 crowns."),
    ("The council raised the fare from 40 crowns to 52 crowns.", "From 40 crowns the fare rose by a third."),
    ("The ferry runs from 9 to 14 crowns a head.", "The ferry costs 9 crowns."),
    ("The results of nine soil tests were still outstanding.", "The results of nine soil tests are awaited."),
    ("The results of nine soil tests were still outstanding.", "The results of nine soil tests are due on Friday."),
    ("The harbour office has yet to find the cause.", "The cause is unclear."),
    ("The number of barges has yet to be given.", "The office would not tell how many barges there were."),
    ("Tarn Mills has yet to reply.", "Tarn Mills kept silent."),
    ("The dancers were outstanding.", "The dancers won the prize."),
    ("Police detained Ada Fennick.", "Ada Fennick was arrested by police."),
    ("Police detained Ada Fennick.", "Ada Fennick was in custody at Tarn."),
    ("Ada Fennick was arrested.", "Ada Fennick was charged with arson after her arrest."),
    ("The two ports agreed to a truce.", "A truce was struck by the two ports."),
    ("The two ports agreed to a truce.", "The ports came to the agreement that is now in force."),
    ("Masked men tried to break the cordon.", "Masked men charged the cordon."),
    ("The office released its report on the arrests.", "A report on the arrests was published by the office."),
    ("A meeting was held at Tarn.", "The owners met in court at Tarn."),
    ("With 61 per cent of votes counted, the Lantern List led.", "The Lantern List was ahead in the count."),
    (
        "With 61 per cent of votes counted, the Lantern List led.",
        "The Lantern List was ahead with some 60 per cent of ballots in.",
    ),
    ("With two thirds of votes counted, the Lantern List led.", "It led with most votes counted."),
    ("The Lantern List has won the election.", "The final result made the Lantern List the winner."),
]


@pytest.mark.parametrize(("first", "second"), TWO)
def test_two_phases_are_two_things(read_first, first, second):
    one, other = read_first(first, second)
    assert of_two_phases(one, other)
    assert of_two_phases(other, one)
    likeness = Likeness(word_weights([one, other]))
    assert are_apart(one, other, likeness)


@pytest.mark.parametrize(("first", "second"), ONE)
def test_one_phase_told_in_other_words_is_no_other(read_first, first, second):
    one, other = read_first(first, second)
    assert not of_two_phases(one, other)
    assert not of_two_phases(other, one)
