"""Files with some of their bytes changed, the same ones for the same seed."""

import io
import random
import zipfile


def mutated(content: bytes, seed: int) -> bytes:
    """A file with some bytes changed, of the package or of the XML inside it."""
    chance = random.Random(seed)
    if content.startswith(b"PK") and chance.random() < 0.6:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                part = old.read(name)
                if chance.random() < 0.05:
                    continue
                new.writestr(name, bent(part, chance) if chance.random() < 0.5 else part)
        return out.getvalue()
    return bent(content, chance)


def bent(part: bytes, chance: random.Random) -> bytes:
    bytes_ = bytearray(part)
    for _ in range(chance.randint(1, 8)):
        if not bytes_:
            break
        place = chance.randrange(len(bytes_))
        kind = chance.randrange(4)
        if kind == 0:
            bytes_[place] = chance.randrange(256)
        elif kind == 1:
            del bytes_[place : place + chance.randint(1, 40)]
        elif kind == 2:
            bytes_[place:place] = bytes_[place : place + chance.randint(1, 60)]
        else:
            bytes_[place:place] = chance.choice(
                [b"99999999999", b"-1", b"\xff", b"&amp;", b"<", b'r="ZZZ1"', b"NaN", b"1e999"]
            )
    return bytes(bytes_)
