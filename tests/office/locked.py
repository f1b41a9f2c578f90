"""Opens what Tafwid locks, by the format's description alone (src/storage/LOCK.md) and with none of its code.

    locked.py open FILE        the passphrase on standard input, the text on standard output
    locked.py check VECTORS    every vector opens with its passphrase, and in no other way
    locked.py make VECTORS     makes the vectors
"""
import base64
import json
import sys
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

HEADER = ["format", "version", "kdf", "rounds", "salt", "cipher"]


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def header(envelope):
    return json.dumps({name: envelope[name] for name in HEADER}, separators=(",", ":"), ensure_ascii=False).encode()


def derive(passphrase, salt, rounds):
    secret = unicodedata.normalize("NFC", passphrase).encode()
    return PBKDF2HMAC(algorithm=SHA256(), length=32, salt=salt, iterations=rounds).derive(secret)


def unlock(envelope, key):
    assert (envelope["format"], envelope["version"]) == ("tafwid-locked", 1), "another format"
    assert (envelope["kdf"], envelope["cipher"]) == ("PBKDF2-SHA256", "AES-256-GCM"), "another way"
    assert 600_000 <= envelope["rounds"] <= 10_000_000, "rounds"
    return AESGCM(key).decrypt(decode(envelope["iv"]), decode(envelope["ciphertext"]), header(envelope)).decode()


def lock(text, passphrase, salt, iv, rounds):
    envelope = {"format": "tafwid-locked", "version": 1, "kdf": "PBKDF2-SHA256", "rounds": rounds, "salt": encode(salt), "cipher": "AES-256-GCM"}
    key = derive(passphrase, salt, rounds)
    sealed = AESGCM(key).encrypt(iv, text.encode(), header(envelope))
    return key, {**envelope, "iv": encode(iv), "ciphertext": encode(sealed)}


def refuses(envelope, key):
    try:
        unlock(envelope, key)
    except (InvalidTag, AssertionError):
        return True
    return False


def check(vectors):
    for vector in vectors:
        envelope = json.loads(vector["envelope"])
        key = derive(vector["passphrase"], decode(envelope["salt"]), envelope["rounds"])
        assert key.hex() == vector["key"], vector["name"]
        assert unlock(envelope, key) == vector["text"], vector["name"]
        assert refuses({**envelope, "rounds": envelope["rounds"] + 1}, key), "the header is authenticated"
        assert refuses({**envelope, "salt": encode(bytes(16))}, key), "the header is authenticated"
        assert refuses(envelope, bytes(32)), "another key"
    return len(vectors)


def make():
    document = json.dumps({"format": "tafwid-assessment", "version": 1, "title": "ميناء · Port"}, ensure_ascii=False)
    texts = [
        ("plain", "correct horse battery staple", document, 600_000),
        ("Arabic", "أربع كلمات لا صلة بينها", document, 600_000),
        ("letters in two parts", "cafe\u0301 re\u0301sume\u0301 nai\u0308ve", "é", 600_000),
        ("nothing in it", "a passphrase without a text", "", 600_000),
        ("more rounds", "correct horse battery staple", document, 1_000_000),
    ]
    for n, (name, passphrase, text, rounds) in enumerate(texts, start=1):
        key, envelope = lock(text, passphrase, bytes([n] * 16), bytes([n + 100] * 12), rounds)
        line = json.dumps(envelope, separators=(",", ":"))
        yield {"name": name, "passphrase": passphrase, "text": text, "key": key.hex(), "envelope": line}


def main(what, path):
    if what == "make":
        with open(path, "w", encoding="utf-8") as file:
            json.dump(list(make()), file, ensure_ascii=False, indent=1)
            file.write("\n")
        return
    with open(path, encoding="utf-8") as file:
        found = json.load(file)
    if what == "check":
        print(f"{check(found)} vectors")
    else:
        passphrase = sys.stdin.read()
        sys.stdout.buffer.write(unlock(found, derive(passphrase, decode(found["salt"]), found["rounds"])).encode())


main(*sys.argv[1:])
