"""A desk's signatures: over the head of its chain, and over the description of its pack."""

from __future__ import annotations

import json

from checkin.rules.problems import Refused
from exports.exchange.pack.layout import Chain
from exports.exchange.pack.vouching import sign_head
from storage.disk import keys
from storage.disk.key_folder import KeyFolder
from storage.keyring import keyring_of
from storage.log.chains import ChainHead, chain_heads
from storage.log.desks import TakenDesk, taken_desks
from storage.soundness.chain_keys import missing_chain_key
from storage.store import Store


def signed_chains(store: Store) -> tuple[Chain, ...]:
    """All chains in this log, each signed by its own desk: this desk's first, then the others by id.

    Raises Refused if a key or a stored signature is missing or damaged.
    """
    heads, own = chain_heads(store.connection), store.identity.desk
    taken = {desk.desk: desk for desk in taken_desks(store.connection)}
    here = keyring_of(store).own
    return tuple(
        _signed(store, heads.get(desk, ChainHead(desk)), taken.get(desk), here)
        for desk in sorted({*heads, own}, key=lambda d: (d != own, d))
    )


def _signed(store: Store, head: ChainHead, taken: TakenDesk | None, here: KeyFolder) -> Chain:
    """Sign the chain if the desk's key is here; else use the signature that was stored when that desk's pack was taken."""
    desk = head.desk
    if here.has_key(desk):
        name = store.identity.desk_name if desk == store.identity.desk or taken is None else taken.name
        signature = sign_head(here.key(desk), store.identity.team, desk, head.events, head.hash)
        return Chain(desk, name, head.events, head.hash, head.at, signature, here.certificates(desk))
    if taken is None or (taken.events, taken.head) != (head.events, head.hash):
        raise Refused(missing_chain_key(desk, here))
    certificates = tuple(keys.read_certificate(item, desk) for item in json.loads(taken.certificates))
    return Chain(desk, taken.name, head.events, head.hash, head.at, taken.signature, certificates)


def descriptor_signature(descriptor: bytes, desk: str, here: KeyFolder) -> bytes:
    """The bytes of `signature.json`: the desk's signature over the description, and the desk's certificates."""
    key = here.key(desk)
    return json.dumps(
        {
            "v": 1,
            "algorithm": "Ed25519",
            "key": keys.signature_text(keys.public_bytes(key)),
            "signature": keys.signature_text(key.sign(descriptor)),
            "certificates": [item.to_json() for item in here.certificates(desk)],
        },
        indent=1,
    ).encode("ascii")
