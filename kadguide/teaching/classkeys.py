"""The keys of a class: one pair signs its exams, one opens its results. Only here PyNaCl is used.

The secret half lies in the register of the class and never in a file for trainees. The public half stands in every exam
file; its fingerprint is shown on the wall, so that trainees see that the exam comes from their instructor.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from kadguide.teaching.codes import read_code, show_code, spell
from kadguide.teaching.sealing import SealError, decode_bytes, encode_bytes, no_library, refuse_unless

KEY = 32
SIGNATURE = 64
FINGERPRINT = 16
"""Signs of a fingerprint; 15 of them are 74 bits of SHA-256, the last is the check sign."""
_MARK = "kadguide-keys-1"


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What everybody may know: ``verifying`` checks signatures (Ed25519), ``sealing`` seals results (X25519)."""

    verifying: bytes
    sealing: bytes

    @property
    def fingerprint(self) -> str:
        """Four groups of four signs."""
        digest = hashlib.sha256(b"kadguide fingerprint 1\0" + self.verifying + self.sealing).digest()
        return show_code(spell(digest, FINGERPRINT))

    def check_fingerprint(self, typed: str) -> None:
        """Raise ``mistyped`` for what is no fingerprint, and ``other_class`` for that of other keys."""
        code = read_code(typed, FINGERPRINT)
        refuse_unless(code is not None, "mistyped")
        refuse_unless(show_code(code or "") == self.fingerprint, "other_class", fingerprint=self.fingerprint)

    def check_signature(self, data: bytes, signature: bytes) -> None:
        """Raise ``not_signed`` unless the keys of this class signed exactly these bytes."""
        try:
            from nacl.exceptions import CryptoError
            from nacl.signing import VerifyKey
        except ImportError as error:
            no_library(error)
        try:
            VerifyKey(self.verifying).verify(data, signature)
        except (CryptoError, ValueError) as error:
            raise SealError("not_signed") from error

    def seal(self, data: bytes) -> bytes:
        """Lock ``data`` so that only the secret keys of this class open it. Two seals of the same data differ."""
        try:
            from nacl.exceptions import CryptoError
            from nacl.public import PublicKey, SealedBox
        except ImportError as error:
            no_library(error)
        try:
            return bytes(SealedBox(PublicKey(self.sealing)).encrypt(data))
        except (CryptoError, ValueError) as error:  # no honest class has keys that nothing can be sealed for
            raise SealError("damaged") from error

    def encode(self) -> str:
        """As one line of text."""
        return f"{encode_bytes(self.verifying)} {encode_bytes(self.sealing)}"


def decode_public_keys(text: str) -> PublicKeys:
    """What :meth:`PublicKeys.encode` wrote."""
    parts = text.split(" ")
    refuse_unless(len(parts) == 2)
    return PublicKeys(decode_bytes(parts[0], KEY), decode_bytes(parts[1], KEY))


@dataclass(frozen=True, slots=True)
class ClassKeys:
    """The secret keys of a class: the seed for signing and the private key for opening."""

    seed: bytes = field(repr=False)
    opening: bytes = field(repr=False)

    @property
    def public(self) -> PublicKeys:
        try:
            from nacl.public import PrivateKey
            from nacl.signing import SigningKey
        except ImportError as error:
            no_library(error)
        return PublicKeys(bytes(SigningKey(self.seed).verify_key), bytes(PrivateKey(self.opening).public_key))

    def sign(self, data: bytes) -> bytes:
        """The signature over exactly these bytes."""
        try:
            from nacl.signing import SigningKey
        except ImportError as error:
            no_library(error)
        return SigningKey(self.seed).sign(data).signature

    def unseal(self, sealed: bytes) -> bytes:
        """What :meth:`PublicKeys.seal` locked. Raises ``not_for_us`` when it was sealed for other keys."""
        try:
            from nacl.exceptions import CryptoError
            from nacl.public import PrivateKey, SealedBox
        except ImportError as error:
            no_library(error)
        try:
            return bytes(SealedBox(PrivateKey(self.opening)).decrypt(sealed))
        except (CryptoError, ValueError, TypeError) as error:
            raise SealError("not_for_us") from error

    def encode(self) -> str:
        """As one line of text for the register of the class. Whoever reads it can sign as this class."""
        return f"{_MARK} {encode_bytes(self.seed)} {encode_bytes(self.opening)}"


def make_keys() -> ClassKeys:
    """New keys from the random source of the operating system; made once for a class."""
    try:
        from nacl.utils import random
    except ImportError as error:
        no_library(error)
    return ClassKeys(random(KEY), random(KEY))


def decode_keys(text: str) -> ClassKeys:
    """What :meth:`ClassKeys.encode` wrote. Raises ``damaged`` for anything else."""
    parts = text.strip().split(" ")
    refuse_unless(len(parts) == 3 and parts[0] == _MARK)
    return ClassKeys(decode_bytes(parts[1], KEY), decode_bytes(parts[2], KEY))
