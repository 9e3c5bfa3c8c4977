"""What a page holds, unpacked anew from the description of its format."""

from __future__ import annotations

import base64
import json
import zlib

from helpers.markup import Elements


def text_of(markup: str) -> str:
    """The data as JSON."""
    packed = json.loads(Elements(markup).within["application/json"])
    return zlib.decompress(base64.b64decode(packed), -15).decode()
