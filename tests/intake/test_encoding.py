import pytest

from twosource.intake.encoding import decode
from twosource.intake.limits import UnreadableError

WESTERN = "The café in Lodev, “closed for good”, opened again – on Monday, said its owner, Zoë Brandt. " * 3
RUSSIAN = "Мэр города сказала в понедельник, что вода уходит и жители могут вернуться домой. " * 5


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "cp1252", "utf-32"])
def test_western_text_comes_back_whole(name):
    assert decode(WESTERN.encode(name)).text.lstrip("\ufeff") == WESTERN


@pytest.mark.parametrize("name", ["utf-8", "cp1251", "koi8-r"])
def test_russian_text_comes_back_whole(name):
    assert decode(RUSSIAN.encode(name)).text == RUSSIAN


def test_latin_1():
    text = "El alcalde de Lodév dijo que la señal llegó mañana. " * 3
    assert decode(text.encode("latin-1")).text == text


def test_a_declared_encoding_is_believed_where_it_fits():
    assert decode("Łódź leży nad Arną".encode("iso8859-2"), declared="iso-8859-2").text == "Łódź leży nad Arną"
    assert decode(b"plain", declared="no-such-encoding").text == "plain"


def test_byte_order_marks_and_line_ends_stay():
    assert decode(b"\xef\xbb\xbfOne\r\nTwo\r").text == "\ufeffOne\r\nTwo\r"
    assert decode("One".encode("utf-16")).text == "\ufeffOne"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"%PDF-1.7 stream", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"text with \x00 in the middle of it", "binary"),
        (bytes(range(256)) * 40, "binary"),
    ],
)
def test_binary_data_is_refused_by_name(data, said):
    with pytest.raises(UnreadableError, match=said):
        decode(data)
