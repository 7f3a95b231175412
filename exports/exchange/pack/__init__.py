"""The pack (`.hdpack`): the signed file that carries a desk's log. It is written, verified, and taken by another desk."""
